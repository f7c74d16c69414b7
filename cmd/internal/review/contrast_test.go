package review

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Contrasts that the Web Content Accessibility Guidelines 2.2 ask for at level
// AA: of texts (1.4.3) and of what is not text (1.4.11).
const (
	textContrast = 4.5
	signContrast = 3
)

// standing says which colours stand on which grounds, and at what contrast.
func standing() map[string]struct {
	on    []string
	least float64
} {
	type s = struct {
		on    []string
		least float64
	}
	grounds := []string{"ground", "sheet", "pick", "hover"}
	marks := []string{"mark", "mark1", "mark2", "mark3", "mark4", "mark5", "mark6"}
	return map[string]s{
		"text":      {append(grounds, marks...), textContrast},
		"soft":      {grounds, textContrast},
		"accent":    {grounds, textContrast},
		"on-accent": {[]string{"accent"}, textContrast},
		"good":      {grounds, textContrast},
		"bad":       {grounds, textContrast},
		"warn":      {grounds, textContrast},
		"info":      {grounds, textContrast},
		"sheet":     {[]string{"good", "bad"}, textContrast}, // signs in discs, messages of failures
		"ground":    {[]string{"text"}, textContrast},        // messages
		"edge":      {[]string{"ground", "sheet", "pick"}, signContrast},
		"hue1":      {grounds, signContrast},
		"hue2":      {grounds, signContrast},
		"hue3":      {grounds, signContrast},
		"hue4":      {grounds, signContrast},
		"hue5":      {grounds, signContrast},
		"hue6":      {grounds, signContrast},
	}
}

// TestContrast computes the contrast of what stands on what from the colours of
// the style sheet, for light and for dark. What mixtures and shades make of them
// is looked at in the browser, see TestBrowserManners.
func TestContrast(t *testing.T) {
	colours := namedColours(t)
	used := map[string]bool{"line": true, "strong": true} // lines between rows and around buttons, which their words tell
	for name, s := range standing() {
		used[name] = true
		for _, ground := range s.on {
			used[ground] = true
			for i, theme := range []string{"light", "dark"} {
				a, ok := colours[name]
				b, ok2 := colours[ground]
				if !ok || !ok2 {
					t.Fatalf("no colour %s or %s", name, ground)
				}
				if c := contrast(a[i], b[i]); c < s.least {
					t.Errorf("%s on %s, %s: %.2f, below %v", name, ground, theme, c, s.least)
				}
			}
		}
	}
	for name := range colours {
		if !used[name] {
			t.Errorf("nobody says where colour %s stands", name)
		}
	}
}

// namedColours reads the colours of the style sheet, each for light and dark.
func namedColours(t *testing.T) map[string][2]float64 {
	t.Helper()
	text, err := files.ReadFile("assets/colours.css")
	must(t, err)
	out := map[string][2]float64{}
	for _, m := range regexp.MustCompile(`--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);`).FindAllStringSubmatch(string(text), -1) {
		out[m[1]] = [2]float64{luminance(t, m[2]), luminance(t, m[3])}
	}
	if n := strings.Count(string(text), "light-dark("); n != len(out) || n < 20 {
		t.Fatalf("%d of %d colours were read", len(out), n)
	}
	return out
}

// luminance is the relative luminance of a colour, as the guidelines define it.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	rgb, err := strconv.ParseUint(colour[1:], 16, 32)
	must(t, err)
	sum := 0.0
	for i, weight := range []float64{0.0722, 0.7152, 0.2126} {
		x := float64(rgb>>(8*i)&0xff) / 255
		if x <= 0.04045 {
			x /= 12.92
		} else {
			x = math.Pow((x+0.055)/1.055, 2.4)
		}
		sum += weight * x
	}
	return sum
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
