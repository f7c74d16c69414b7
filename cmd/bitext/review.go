package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"bitext/cmd/internal/review"
	"bitext/termbase"
)

func reviewCommand() *cli.Command {
	return &cli.Command{
		Name:      "review",
		Usage:     "the page on which terms, alignments and findings are decided, in a browser",
		ArgsUsage: " ",
		Description: "Serves a page over the termbase: terms to be decided with their contexts, alignments to be confirmed,\n" +
			"findings to be judged, a concordance, the figures of the whole. It prints the address that lets in; whoever\n" +
			"has not got it sees nothing. Stop with Ctrl-C. What is decided there is at once what the other verbs see.\n\n" +
			"For a team, --listen an address that others reach, with --users: a file of lines NAME:ROLE:HASH, made with\n" +
			"--add. A reader looks; a translator confirms alignments and judges findings, too; a terminologist decides on\n" +
			"terms, too. Give --tls-cert and --tls-key, or everybody in the network can read along.\n\n" +
			"Example:\n   bitext review -d termbase.db --open\n   bitext review --users users.txt --add reviewer:terminologist\n" +
			"   bitext review --listen 192.168.1.5:8443 --users users.txt --tls-cert cert.pem --tls-key key.pem\n\n" +
			"Exit status: 0 stopped, 2 could not be served",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "listen", Value: "127.0.0.1:0", Usage: "`ADDRESS` and port; port 0 takes a free one"},
			&cli.BoolFlag{Name: "open", Usage: "open the page in the browser"},
			&cli.StringFlag{Name: "users", Usage: "`FILE` of the people who may come in with a password"},
			&cli.StringFlag{Name: "add", Usage: "add `NAME:ROLE` to the file of users, with a password from the terminal or standard input, and stop"},
			&cli.StringSliceFlag{Name: "host", Usage: "`NAME` under which others ask for the page"},
			&cli.StringFlag{Name: "tls-cert", Usage: "`FILE` with the certificate, PEM"},
			&cli.StringFlag{Name: "tls-key", Usage: "`FILE` with its key, PEM"},
			authorFlag(), databaseFlag(),
		},
		Action: runReview,
	}
}

func runReview(c *cli.Context) error {
	if err := wantArgs(c, 0, 0); err != nil {
		return err
	}
	if c.String("add") != "" {
		return addUser(c)
	}
	s, err := newReviewServer(c)
	if err != nil {
		return err
	}
	defer s.listener.Close()
	return withTermbase(c, false, func(ctx context.Context, db *termbase.DB) error {
		h, err := review.New(db, s.opts)
		if err != nil {
			return err
		}
		fmt.Fprintln(c.App.Writer, s.address())
		if s.opts.Exposed {
			say(c, "WARNING: no TLS: passwords and texts cross the network readable for everybody in it")
			fmt.Fprintln(c.App.ErrWriter, "  try: bitext review … --tls-cert cert.pem --tls-key key.pem")
		}
		if c.Bool("open") {
			if err := browse(s.address()); err != nil {
				say(c, "no browser could be opened: %v", err)
			}
		}
		return serve(ctx, s.listener, h)
	})
}

// reviewServer is where and for whom the page is served.
type reviewServer struct {
	listener net.Listener // over TLS where there is a certificate
	opts     review.Options
}

// newReviewServer opens the port that the flags name. What only this machine
// reaches needs no users, all else does.
func newReviewServer(c *cli.Context) (*reviewServer, error) {
	address := c.String("listen")
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, withHint(fmt.Errorf("review: --listen %s: %w", address, err), "bitext review --listen 127.0.0.1:8080")
	}
	ip := net.ParseIP(host)
	s := &reviewServer{opts: review.Options{
		Author: authorOf(c), Token: review.NewToken(), Version: version(), Loopback: host == "localhost" || ip != nil && ip.IsLoopback(),
	}}
	if !s.opts.Loopback && c.String("users") == "" {
		return nil, withHint(fmt.Errorf("review: --listen %s: other machines would reach it: say with --users who may come in", address),
			"bitext review --listen 127.0.0.1:"+port)
	}
	if s.opts.Users, err = reviewUsers(c.String("users")); err != nil {
		return nil, err
	}
	for _, name := range c.StringSlice("host") {
		s.opts.Hosts = append(s.opts.Hosts, strings.ToLower(name))
	}
	if name, err := os.Hostname(); err == nil && !s.opts.Loopback {
		s.opts.Hosts = append(s.opts.Hosts, strings.ToLower(name))
	}
	if s.listener, err = net.Listen("tcp", address); err != nil {
		return nil, withHint(fmt.Errorf("review: %w", err), "bitext review --listen 127.0.0.1:0")
	}
	if err := s.encrypt(c.String("tls-cert"), c.String("tls-key")); err != nil {
		s.listener.Close()
		return nil, err
	}
	s.opts.Exposed = !s.opts.Secure && !s.opts.Loopback
	return s, nil
}

// reviewUsers reads the file of users, where one is named.
func reviewUsers(path string) (*review.Users, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, withHint(pathError(err), "bitext review --users "+path+" --add NAME:terminologist")
	}
	defer f.Close()
	users, err := review.ReadUsers(f)
	if err != nil {
		return nil, withHint(fmt.Errorf("%s: %w", path, err), "bitext review --users "+path+" --add NAME:terminologist")
	}
	return users, nil
}

// encrypt puts TLS on the listener.
func (s *reviewServer) encrypt(cert, key string) error {
	if cert == "" && key == "" {
		return nil
	}
	if cert == "" || key == "" {
		return withHint(errors.New("review: --tls-cert and --tls-key go together"), "bitext review … --tls-cert cert.pem --tls-key key.pem")
	}
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		return fmt.Errorf("review: --tls-cert %s: %w", cert, pathError(err))
	}
	s.listener = tls.NewListener(s.listener, &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}})
	s.opts.Secure = true
	return nil
}

// address is what lets in.
func (s *reviewServer) address() string {
	scheme := "http"
	if s.opts.Secure {
		scheme = "https"
	}
	at := fmt.Sprintf("%s://%s/", scheme, s.listener.Addr())
	if s.opts.Users == nil {
		at += "?token=" + s.opts.Token
	}
	return at
}

// addUser adds a line to the file of users.
func addUser(c *cli.Context) error {
	path := c.String("users")
	if path == "" {
		return withHint(errors.New("review: --add needs --users FILE"), "bitext review --users users.txt --add reviewer:terminologist")
	}
	name, role, _ := strings.Cut(c.String("add"), ":")
	password, err := readPassword(c, name)
	if err != nil {
		return err
	}
	line, err := review.UserLine(name, role, password)
	if err != nil {
		return withHint(fmt.Errorf("review: --add: %w", err), "bitext review --users users.txt --add reviewer:terminologist")
	}
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return pathError(err)
	}
	text := string(old)
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	text += line + "\n"
	if _, err := review.ReadUsers(strings.NewReader(text)); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return pathError(err)
	}
	say(c, "%s may come in as %s", name, role)
	return nil
}

// readPassword reads a password, unseen on a terminal.
func readPassword(c *cli.Context, name string) (string, error) {
	if f, ok := c.App.Reader.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprintf(c.App.ErrWriter, "password for %s: ", name)
		text, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(c.App.ErrWriter)
		return string(text), err
	}
	line, err := bufio.NewReader(c.App.Reader).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("review: read the password: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}
