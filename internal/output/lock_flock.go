//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package output

import (
	"errors"
	"os"
	"syscall"
)

// lock keeps other builds out of the folder until unlock is called or the
// process ends, however it ends. It locks the folder itself, so no lock file
// can be left behind or be published. Where the file system has no locks
// (some network drives) it does without.
func lock(root *os.Root) (unlock func(), err error) {
	f, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err != syscall.EINTR {
			break
		}
	}
	if err == syscall.EWOULDBLOCK {
		f.Close()
		return nil, errors.New("another build is writing there; wait for it, or choose another folder")
	}
	return func() { f.Close() }, nil
}
