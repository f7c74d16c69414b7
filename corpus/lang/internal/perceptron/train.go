package perceptron

// Trainer learns the weights of features from examples.
type Trainer struct {
	classes int
	rows    map[uint32]int
	keys    []uint32
	weights []float32 // current, rows of classes
	totals  []float64 // weight × number of examples it lived through
	stamps  []int32   // example of the last change
	updates []int32   // changes per row
	now     int32     // number of examples seen
}

// NewTrainer begins with no features.
func NewTrainer(classes int) *Trainer {
	return &Trainer{classes: classes, rows: make(map[uint32]int)}
}

// Predict is the class that the current weights favour.
func (t *Trainer) Predict(features []uint32) int {
	var scores [MaxClasses]float32
	for _, f := range features {
		if row, known := t.rows[f]; known {
			for c, w := range t.weights[row*t.classes : (row+1)*t.classes] {
				scores[c] += w
			}
		}
	}
	class := 0
	for c := 1; c < t.classes; c++ {
		if scores[c] > scores[class] {
			class = c
		}
	}
	return class
}

// Learn moves the weights of the features towards the truth if the guess was
// wrong, and counts the example.
func (t *Trainer) Learn(features []uint32, truth, guess int) {
	t.now++
	if truth == guess {
		return
	}
	for _, f := range features {
		row, known := t.rows[f]
		if !known {
			row = len(t.keys)
			t.rows[f] = row
			t.keys = append(t.keys, f)
			t.weights = append(t.weights, make([]float32, t.classes)...)
			t.totals = append(t.totals, make([]float64, t.classes)...)
			t.stamps = append(t.stamps, make([]int32, t.classes)...)
			t.updates = append(t.updates, 0)
		}
		t.updates[row]++
		t.change(row*t.classes+truth, 1)
		t.change(row*t.classes+guess, -1)
	}
}

func (t *Trainer) change(at int, by float32) {
	t.totals[at] += float64(t.weights[at]) * float64(t.now-t.stamps[at])
	t.stamps[at] = t.now
	t.weights[at] += by
}

// average is the mean of a weight over all examples.
func (t *Trainer) average(at int) float64 {
	total := t.totals[at] + float64(t.weights[at])*float64(t.now-t.stamps[at])
	return total / float64(max(t.now, 1))
}
