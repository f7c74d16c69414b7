package termbase

import "testing"

func TestFindByAnyForm(t *testing.T) {
	db := openTest(t)
	must(t, db.Save(ctx, by("a", 1),
		entry("en:mutual legal assistance", "fr:entraide judiciaire"),
		entry("en:evidence", "fr:élément de preuve"),
		entry("en:State party", "fr:État partie"),
		entry("en:work", "fr:œuvre"),
		entry("en:today's report-back", "fr:compte rendu d’aujourd’hui")))
	cases := []struct {
		text string
		opts FindOptions
		want int64
		how  Closeness
	}{
		{"évidence", FindOptions{}, 2, FoldedTerm},
		{"Evidence", FindOptions{}, 2, ExactTerm},
		{"element de preuve", FindOptions{}, 2, FoldedTerm},
		{"états  PARTIE", FindOptions{}, 3, InflectedTerm},
		{"judiciaire", FindOptions{}, 1, PartOfTerm},
		{"legal assist", FindOptions{}, 1, PartOfTerm},
		{"assistance mutual", FindOptions{}, 1, InflectedTerm},
		{"traide", FindOptions{}, 1, WithinWord},
		{"oeuvre", FindOptions{}, 4, FoldedTerm},
		{"evidense", FindOptions{Fuzzy: 1}, 2, SimilarTerm},
		{"mutal legal asistance", FindOptions{Fuzzy: 1}, 1, SimilarTerm},
		{"report-back", FindOptions{}, 5, PartOfTerm},
		{"aujourd'hui", FindOptions{Lang: "fr"}, 5, PartOfTerm},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			found, err := db.Find(ctx, c.text, c.opts)
			must(t, err)
			if len(found) == 0 || found[0].Entry != c.want || found[0].Closeness > c.how {
				t.Errorf("%+v, want entry %d, closeness %d", found, c.want, c.how)
			}
		})
	}
	for _, text := range []string{"", "zebra", `"`, "-", "a OR", "* AND"} {
		found, err := db.Find(ctx, text, FindOptions{})
		must(t, err)
		if text == "zebra" && len(found) > 0 {
			t.Errorf("%q: %+v", text, found)
		}
	}
}
