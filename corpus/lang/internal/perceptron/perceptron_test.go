package perceptron

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// trained learns to tell numbers by two of their residues.
func trained() *Trainer {
	t := NewTrainer(3)
	random := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		f, truth := numberFeatures(random.IntN(1000))
		t.Learn(f, truth, t.Predict(f))
	}
	return t
}

func numberFeatures(n int) ([]uint32, int) {
	return []uint32{Mix(0), Mix(1, uint32(n%3)), Mix(2, uint32(n%7)), Mix(3, uint32(n))}, n % 3
}

func TestLearn(t *testing.T) {
	packed := trained().Pack(1)
	if again := trained().Pack(1); !bytes.Equal(packed, again) {
		t.Error("the same examples gave other bytes")
	}
	model, err := Read(packed)
	if err != nil {
		t.Fatal(err)
	}
	for n := 2000; n < 2100; n++ {
		f, truth := numberFeatures(n)
		var scores Scores
		model.Score(f, &scores)
		if class, lead := model.Best(&scores); class != truth || lead <= 0 {
			t.Errorf("%d is %d with lead %d, want %d", n, class, lead, truth)
		}
	}
	if n := testing.AllocsPerRun(10, func() {
		var scores Scores
		model.Score([]uint32{1, 2, 3}, &scores)
	}); n > 0 {
		t.Errorf("a score allocates %v times", n)
	}
}

// FuzzRead reads damaged models: an error or a model, never a panic.
func FuzzRead(f *testing.F) {
	f.Add(trained().Pack(1)[:60])
	f.Add([]byte{3, 1, 5, 7, 2, 2, 2})
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := Read(data); err == nil {
			var scores Scores
			m.Score([]uint32{1, 5, 1 << 31}, &scores)
			m.Best(&scores)
		}
	})
}
