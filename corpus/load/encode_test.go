package load

import (
	"bytes"
	"errors"
	"testing"
)

func TestRewriteKeepsTheCharacterSet(t *testing.T) {
	for name, data := range map[string][]byte{
		"utf-8":        []byte("l'été  est là\r\n"),
		"mark":         []byte("\xef\xbb\xbfl'été  est là\n"),
		"windows-1252": []byte("l'\xe9t\xe9  est l\xe0, dit le pr\xe9sident de la s\xe9ance\n"),
		"utf-16":       []byte("\xff\xfel\x00'\x00\xe9\x00t\x00\xe9\x00\n\x00"),
	} {
		text, encoding, err := Decode(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		same, err := Rewrite(data, encoding, text, text)
		if err != nil || !bytes.Equal(same, data) {
			t.Errorf("%s: %q became %q, %v", name, data, same, err)
		}
		if _, err := Rewrite(data, encoding, text+"x", text); !errors.Is(err, ErrNotPlain) {
			t.Errorf("%s: another text gave %v", name, err)
		}
	}
	latin := []byte("l'\xe9t\xe9 est l\xe0, dit le pr\xe9sident de la s\xe9ance :\n")
	text, encoding, err := Decode(latin)
	if err != nil {
		t.Fatal(err)
	}
	if out, err := Rewrite(latin, encoding, text, "日本"); err == nil {
		t.Errorf("what %s cannot hold was written: %q", encoding, out)
	}
}
