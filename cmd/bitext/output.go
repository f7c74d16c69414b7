package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/urfave/cli/v2"
)

// outputFlag is -o, which every verb that writes a result has.
func outputFlag() cli.Flag {
	return &cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE`, whole or not at all (default: standard output)"}
}

// databaseFlag is -d, which every verb that uses a termbase has.
func databaseFlag() cli.Flag {
	return &cli.StringFlag{Name: "db", Aliases: []string{"d"}, Usage: "termbase `FILE`", EnvVars: []string{"BITEXT_DB"}, Value: "termbase.db"}
}

// writeOutput calls write with a buffered writer on the file given with -o or
// on standard output. The file appears under its name only when all was
// written.
func writeOutput(c *cli.Context, write func(io.Writer) error) error {
	path := c.String("output")
	if path == "" || path == "-" {
		w := bufio.NewWriter(c.App.Writer)
		if err := write(w); err != nil {
			return err
		}
		return w.Flush()
	}
	return writeFile(path, write)
}

// writeFile writes a file under a temporary name beside it and renames it.
func writeFile(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
			err = fmt.Errorf("write %s: %w", path, err)
		}
	}()
	w := bufio.NewWriter(f)
	if err = write(w); err != nil {
		return err
	}
	if err = w.Flush(); err != nil {
		return err
	}
	if err = f.Chmod(0o644); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// isTerminal reports whether the stream is a terminal: progress and colour
// are for terminals alone.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && info.Name() != "null"
}

// version is the version of the module as it was built.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
