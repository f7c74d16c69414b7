// Package review is the page on which people look at a termbase and decide:
// terms, alignments, findings, a concordance and the figures of the whole, over
// HTTP to a browser on the same machine, or to a team's.
//
//	h, err := review.New(db, review.Options{Author: "reviewer", Token: token})
//	…
//	err = http.Serve(listener, h)
//
// It has no logic of its own about terms: what is decided here goes through the
// functions of package termbase that the command line uses, and is at once what
// the command line sees. Two windows that change one entry: the second is told.
//
// Every page is made by the server from an embedded template and works as a
// plain page; a small script adds keys and replaces parts of it. Nothing is
// asked of any other host.
//
// Safety. Who does not come with the token of the opening address (or, where
// there are users, with a name and password) gets nothing. The session lives in
// a cookie of the same site only. Requests under a name that is not this
// machine's are refused (DNS rebinding), and changes that another site asks for
// (cross-site request forgery). The content security policy allows scripts and
// styles of this server alone and none within pages; texts are escaped by
// html/template. Bodies are limited.
//
// Lists are cut into pages, and what costs more than reading an index is kept
// until the termbase changes, see termbase.DB.Generation.
package review
