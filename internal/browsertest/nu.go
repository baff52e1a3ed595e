package browsertest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"testing"
	"time"
)

// Message is an error that the Nu HTML checker found.
type Message struct {
	Type   string `json:"type"` // error, or non-document-error for the checker's own trouble
	File   string `json:"url"`  // the file's address
	Line   int    `json:"lastLine"`
	Column int    `json:"lastColumn"`
	Text   string `json:"message"`
	Source string `json:"extract"`
}

// String gives file:line:column, the message and the source it is about.
func (m Message) String() string {
	return fmt.Sprintf("%s:%d:%d: %s\n\t%s", m.File, m.Line, m.Column, m.Text, m.Source)
}

// Nu runs the Nu HTML checker over files, or folders of files, and gives its
// errors. One call with many files is far faster than many calls: most of it is
// the checker's start.
func Nu(t testing.TB, files ...string) []Message {
	t.Helper()
	if testing.Short() {
		t.Skip("the HTML checker is left out with -short")
	}
	java, err := exec.LookPath("java")
	if err != nil {
		t.Fatalf("%v: run `make setup`", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	// The serial collector and first-tier compiler suit a run of seconds; the
	// checker's schemas need a deeper stack than some machines give.
	args := []string{"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss4m", "-jar", nodeModule(t, "vnu-jar/build/dist/vnu.jar"),
		"--errors-only", "--exit-zero-always", "--stdout", "--format", "json"}
	cmd := exec.CommandContext(ctx, java, append(args, files...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("run the HTML checker: %v\n%s", err, stderr.Bytes())
	}
	var report struct {
		Messages []Message `json:"messages"`
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatalf("read the HTML checker's report: %v\n%s%s", err, out, stderr.Bytes())
	}
	return report.Messages
}
