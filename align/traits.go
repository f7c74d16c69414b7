package align

// trait is what can be seen of a segment without reading its words.
type trait struct {
	label uint32 // hash of its normalised number; 0 where it has none
	start uint8
	end   uint8
}

func traitOf(seg segment) trait { return trait{} }

type traitModel struct{}

func (t *traitModel) start(source, target *side, i, j int) float32 { return 0 }
func (t *traitModel) end(source, target *side, i, j int) float32   { return 0 }
