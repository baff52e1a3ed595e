package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// streams are the pages that listen. Each has a bell of one place: a page that
// is slow hears of several changes as one, and nothing is kept for it.
type streams struct {
	mu    sync.Mutex
	bells map[chan struct{}]struct{}
}

const (
	mostStreams = 64
	// slowest is how long a page may take to read a message before it is
	// dropped; it comes back by itself and is told then.
	slowest = 5 * time.Second
)

func (s *streams) add() (bell chan struct{}, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.bells) >= mostStreams {
		return nil, false
	}
	if s.bells == nil {
		s.bells = map[chan struct{}]struct{}{}
	}
	bell = make(chan struct{}, 1)
	bell <- struct{}{} // what there is now
	s.bells[bell] = struct{}{}
	return bell, true
}

func (s *streams) remove(bell chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.bells, bell)
}

func (s *streams) wake() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for bell := range s.bells {
		select {
		case bell <- struct{}{}:
		default:
		}
	}
}

// message is what a page is told.
type message struct {
	Version  string    `json:"version"`
	Problems []problem `json:"problems"`
}

// events tells a page of the state of things, now and after each change.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		http.Error(w, "Only the workbook's own pages may listen.", http.StatusForbidden)
		return
	}
	bell, ok := s.streams.add()
	if !ok {
		http.Error(w, "Too many pages are open.", http.StatusServiceUnavailable)
		return
	}
	defer s.streams.remove(bell)
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	for {
		select {
		case <-r.Context().Done():
			return
		case <-bell:
		}
		v := s.view()
		data, err := json.Marshal(message{v.version, v.problems})
		if err != nil {
			panic(err) // our own types always encode
		}
		out.SetWriteDeadline(time.Now().Add(slowest)) // where it is not to be had, so is no deadline
		if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil {
			return
		}
		if out.Flush() != nil {
			return
		}
	}
}
