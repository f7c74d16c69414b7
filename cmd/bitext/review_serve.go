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
)

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
