package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"bitext/cmd/internal/review"
	"bitext/termbase"
)

func reviewCommand() *cli.Command {
	return &cli.Command{
		Name:      "review",
		Usage:     "the page on which terms are decided, in a browser",
		ArgsUsage: " ",
		Description: "Serves a page over the termbase: the figures of the whole, terms to be decided with their contexts. It\n" +
			"prints the address that lets in; whoever has not got it sees nothing. Stop with Ctrl-C. What is decided\n" +
			"there is at once what the other verbs see.\n\n" +
			"Example:\n   bitext review -d termbase.db\n\nExit status: 0 stopped, 2 could not be served",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "listen", Value: "127.0.0.1:0", Usage: "`ADDRESS` and port; port 0 takes a free one"},
			&cli.BoolFlag{Name: "open", Usage: "open the page in the browser"},
			authorFlag(), databaseFlag(),
		},
		Action: runReview,
	}
}

func runReview(c *cli.Context) error {
	if err := wantArgs(c, 0, 0); err != nil {
		return err
	}
	listener, err := listenLocally(c.String("listen"))
	if err != nil {
		return err
	}
	defer listener.Close()
	return withTermbase(c, false, func(ctx context.Context, db *termbase.DB) error {
		token := review.NewToken()
		h, err := review.New(db, review.Options{Author: authorOf(c), Token: token, Loopback: true, Version: version()})
		if err != nil {
			return err
		}
		address := fmt.Sprintf("http://%s/?token=%s", listener.Addr(), token)
		fmt.Fprintln(c.App.Writer, address)
		if c.Bool("open") {
			if err := browse(address); err != nil {
				say(c, "no browser could be opened: %v", err)
			}
		}
		return serve(ctx, listener, h)
	})
}

// listenLocally opens a port that only this machine reaches.
func listenLocally(address string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, withHint(fmt.Errorf("review: --listen %s: %w", address, err), "bitext review --listen 127.0.0.1:8080")
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, withHint(fmt.Errorf("review: --listen %s: other machines would reach it", address), "bitext review --listen 127.0.0.1:"+port)
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, withHint(fmt.Errorf("review: %w", err), "bitext review --listen 127.0.0.1:0")
	}
	return l, nil
}

// Limits against callers that keep a connection for nothing.
const (
	headerTime = 5 * time.Second
	bodyTime   = time.Minute
	answerTime = 5 * time.Minute // an export of a large termbase takes its time
	idleTime   = 2 * time.Minute
	stopTime   = 3 * time.Second
)

// serve answers until ctx ends, and lets running answers end.
func serve(ctx context.Context, l net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTime, ReadTimeout: bodyTime, WriteTimeout: answerTime, IdleTimeout: idleTime, MaxHeaderBytes: 64 << 10,
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		stopped <- server.Shutdown(last)
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("review: %w", err)
	}
	if err := <-stopped; errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	}
	return nil
}

// browse opens an address in the browser of the person.
func browse(address string) error {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return errors.New(strings.TrimPrefix(err.Error(), "exec: "))
	}
	go cmd.Wait()
	return nil
}
