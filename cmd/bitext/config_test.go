package main

import (
	"os"
	"path/filepath"
	"testing"

	"bitext/termbase/check"
)

// TestConfigSample holds the help of check to what is read.
func TestConfigSample(t *testing.T) {
	file := filepath.Join(t.TempDir(), configName)
	if err := os.WriteFile(file, []byte(configSample), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := loadConfig(file, "")
	if err != nil {
		t.Fatal(err)
	}
	var opts check.Options
	if err := c.options(filepath.Join(filepath.Dir(file), "drafts", "fr.txt"), &opts); err != nil {
		t.Fatal(err)
	}
	if on := opts.Settings["number"].On; on == nil || *on || len(opts.Extra) != 2 || len(opts.Keep) != 1 || opts.Settings["length"].Values["max"] != 3 {
		t.Errorf("got %+v", opts)
	}
}
