package main

import (
	"cmp"
	"math"
	"slices"

	"bitext/corpus"
)

// feature is one coordinate of a word: how often a frequent word stands before
// it (index below clusterContexts) or behind it.
type feature struct {
	index  int
	weight float32
}

// neighbours makes the vector of every frequent word: the square roots of the
// shares of its neighbours, so that the vectors have unit length and their
// products compare distributions (Hellinger).
func neighbours(o options, code corpus.Lang, frequent []string) ([][]feature, error) {
	index := make(map[string]int, len(frequent))
	for i, w := range frequent {
		index[w] = i
	}
	counts := make([]map[int]int, len(frequent))
	for i := range counts {
		counts[i] = make(map[int]int)
	}
	id := func(w string) int {
		if i, known := index[w]; known {
			return i
		}
		return -1
	}
	err := eachLine(o, code, func(line []string) {
		for i := 1; i+1 < len(line); i++ {
			word := id(line[i])
			if word < 0 {
				continue
			}
			if c := id(line[i-1]); c >= 0 && c < clusterContexts {
				counts[word][c]++
			}
			if c := id(line[i+1]); c >= 0 && c < clusterContexts {
				counts[word][clusterContexts+c]++
			}
		}
	})
	vectors := make([][]feature, len(frequent))
	for i, c := range counts {
		vectors[i] = vector(c)
	}
	return vectors, err
}

func vector(counts map[int]int) []feature {
	total := 0
	for _, n := range counts {
		total += n
	}
	v := make([]feature, 0, len(counts))
	for index, n := range counts {
		v = append(v, feature{index, float32(math.Sqrt(float64(n) / float64(total)))})
	}
	slices.SortFunc(v, func(a, b feature) int { return cmp.Compare(a.index, b.index) })
	return v
}

// kmeans sorts the vectors into clusters whose means they are nearest to. The
// most frequent words are the first means; nothing is random.
func kmeans(vectors [][]feature) []uint8 {
	means := make([][]float32, min(clusterCount, len(vectors)))
	for c := range means {
		means[c] = make([]float32, 2*clusterContexts)
		for _, f := range vectors[c] {
			means[c][f.index] = f.weight
		}
	}
	assigned := make([]uint8, len(vectors))
	for range clusterPasses {
		for i, v := range vectors {
			assigned[i] = nearest(v, means)
		}
		moveMeans(vectors, assigned, means)
	}
	return assigned
}

func nearest(v []feature, means [][]float32) uint8 {
	best, product := 0, float32(-1)
	for c, mean := range means {
		sum := float32(0)
		for _, f := range v {
			sum += f.weight * mean[f.index]
		}
		if sum > product {
			best, product = c, sum
		}
	}
	return uint8(best)
}

func moveMeans(vectors [][]feature, assigned []uint8, means [][]float32) {
	for c := range means {
		clear(means[c])
	}
	for i, v := range vectors {
		mean := means[assigned[i]]
		for _, f := range v {
			mean[f.index] += f.weight
		}
	}
	for _, mean := range means {
		length := 0.0
		for _, w := range mean {
			length += float64(w) * float64(w)
		}
		if length == 0 {
			continue
		}
		for i := range mean {
			mean[i] /= float32(math.Sqrt(length))
		}
	}
}
