package pdf

import (
	"cmp"
	"math"
	"slices"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// rule is a straight line that is drawn on a page, in points from the upper left
// corner: a level one from left to right at a height, an upright one from top to
// bottom at a distance from the left.
type rule struct {
	at       float64
	from, to float64
}

// rules are the lines drawn on a page.
type rules struct{ level, upright []rule }

// What is taken for a drawn line.
const (
	thick    = 3.0   // points: what is thicker is an area
	shortest = 4.0   // points: what is shorter is a dot or part of a drawing
	same     = 1.5   // points: lines that are nearer to each other are one
	cut      = 3.0   // points: pieces of a line that are nearer are one
	maxDrawn = 20000 // objects and points of a page: beyond that it is a drawing, not a table
	maxForms = 3     // depth of drawings within drawings
)

// drawing reads the lines drawn on a page.
type drawing struct {
	p     *page
	left  int // objects and points that may still be read
	found rules
}

// drawn reads the lines that are drawn on the page, none where there are too many.
func (p *page) drawn(ref requests.Page) (rules, error) {
	count, err := p.engine.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: ref})
	if err != nil {
		return rules{}, err
	}
	d := drawing{p: p, left: maxDrawn}
	for i := range min(count.Count, maxDrawn) {
		object, err := p.engine.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: ref, Index: i})
		if err != nil {
			return rules{}, err
		}
		if err := d.object(object.PageObject, unmoved, 0); err != nil {
			return rules{}, err
		}
		if d.left < 0 {
			break
		}
	}
	p.handles = maxDrawn - max(0, d.left)
	if d.left < 0 {
		return rules{}, nil
	}
	d.found.level, d.found.upright = joined(d.found.level), joined(d.found.upright)
	return d.found, nil
}

// matrix places what is drawn: x' = ax + cy + e, y' = bx + dy + f.
type matrix struct{ a, b, c, d, e, f float64 }

var unmoved = matrix{a: 1, d: 1}

// within gives the matrix that applies m first, then n.
func (m matrix) within(n matrix) matrix {
	return matrix{
		a: m.a*n.a + m.b*n.c, b: m.a*n.b + m.b*n.d,
		c: m.c*n.a + m.d*n.c, d: m.c*n.b + m.d*n.d,
		e: m.e*n.a + m.f*n.c + n.e, f: m.e*n.b + m.f*n.d + n.f,
	}
}

// object reads a path, or what is drawn in a form.
func (d *drawing) object(o references.FPDF_PAGEOBJECT, around matrix, depth int) error {
	if d.left--; d.left < 0 {
		return nil
	}
	engine := d.p.engine
	kind, err := engine.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o})
	if err != nil || kind.Type != enums.FPDF_PAGEOBJ_PATH && kind.Type != enums.FPDF_PAGEOBJ_FORM {
		return err
	}
	moved, err := engine.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: o})
	if err != nil {
		return err
	}
	m := moved.Matrix
	at := matrix{float64(m.A), float64(m.B), float64(m.C), float64(m.D), float64(m.E), float64(m.F)}.within(around)
	if kind.Type == enums.FPDF_PAGEOBJ_PATH {
		return d.path(o, at)
	}
	count, err := engine.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: o})
	if err != nil || depth == maxForms {
		return err
	}
	for i := 0; i < count.Count && d.left >= 0; i++ {
		inner, err := engine.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: o, Index: uint64(i)})
		if err != nil {
			return err
		}
		if err := d.object(inner.PageObject, at, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// path reads the lines of one path: thin areas, and what is stroked.
func (d *drawing) path(o references.FPDF_PAGEOBJECT, at matrix) error {
	engine := d.p.engine
	mode, err := engine.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: o})
	if err != nil || !mode.Stroke && mode.FillMode == enums.FPDF_FILLMODE_NONE {
		return err
	}
	count, err := engine.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: o})
	if err != nil {
		return err
	}
	if d.left -= count.Count; d.left < 0 {
		return nil
	}
	var points []point
	for i := range count.Count {
		q, err := d.point(o, i, at)
		if err != nil {
			return err
		}
		if q.begins {
			d.outline(points, mode.Stroke)
			points = points[:0]
		}
		points = append(points, q)
		if q.closes && len(points) > 2 {
			points = append(points, points[0])
		}
	}
	d.outline(points, mode.Stroke)
	return nil
}

// point is a point of a path, which a straight line or a bow leads to.
type point struct {
	x, y   float64
	bow    bool
	begins bool // a part of the path
	closes bool // the part: a straight line leads back to where it began
}

// point reads a point of a path.
func (d *drawing) point(o references.FPDF_PAGEOBJECT, index int, at matrix) (q point, err error) {
	engine := d.p.engine
	segment, err := engine.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: o, Index: index})
	if err != nil {
		return q, err
	}
	kind, err := engine.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: segment.PathSegment})
	if err != nil {
		return q, err
	}
	place, err := engine.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: segment.PathSegment})
	if err != nil {
		return q, err
	}
	closed, err := engine.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: segment.PathSegment})
	if err != nil {
		return q, err
	}
	x, y := float64(place.X), float64(place.Y)
	return point{
		x: at.a*x + at.c*y + at.e, y: d.p.height - (at.b*x + at.d*y + at.f),
		bow: kind.Type == enums.FPDF_SEGMENT_BEZIERTO, begins: kind.Type == enums.FPDF_SEGMENT_MOVETO, closes: closed.IsClose,
	}, nil
}

// outline adds the lines of a part of a path: its straight sides where it is stroked,
// the whole where it is a thin area.
func (d *drawing) outline(points []point, stroked bool) {
	if len(points) < 2 {
		return
	}
	left, right, top, foot := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, q := range points {
		left, right, top, foot = min(left, q.x), max(right, q.x), min(top, q.y), max(foot, q.y)
	}
	switch {
	case foot-top <= thick && right-left >= shortest:
		d.found.level = append(d.found.level, rule{(top + foot) / 2, left, right})
		return
	case right-left <= thick && foot-top >= shortest:
		d.found.upright = append(d.found.upright, rule{(left + right) / 2, top, foot})
		return
	case !stroked:
		return
	}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		switch {
		case b.bow:
		case math.Abs(a.y-b.y) < same && math.Abs(a.x-b.x) >= shortest:
			d.found.level = append(d.found.level, rule{(a.y + b.y) / 2, min(a.x, b.x), max(a.x, b.x)})
		case math.Abs(a.x-b.x) < same && math.Abs(a.y-b.y) >= shortest:
			d.found.upright = append(d.found.upright, rule{(a.x + b.x) / 2, min(a.y, b.y), max(a.y, b.y)})
		}
	}
}

// joined puts the pieces of lines together: programs draw the border of each cell for
// itself.
func joined(pieces []rule) []rule {
	slices.SortFunc(pieces, func(a, b rule) int { return cmp.Compare(a.at, b.at) })
	var out []rule
	for i := 0; i < len(pieces); {
		n := i + 1
		for n < len(pieces) && pieces[n].at-pieces[n-1].at < same {
			n++
		}
		row := pieces[i:n]
		slices.SortFunc(row, func(a, b rule) int { return cmp.Compare(a.from, b.from) })
		first := len(out)
		for _, p := range row {
			if len(out) > first && p.from <= out[len(out)-1].to+cut {
				out[len(out)-1].to = max(out[len(out)-1].to, p.to)
				continue
			}
			out = append(out, p)
		}
		i = n
	}
	return out
}
