package output

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// lock keeps other builds out of the folder until unlock is called or the
// process ends, however it ends: it holds a file open that it shares with
// nobody, and that the system removes when it is closed.
func lock(root *os.Root) (unlock func(), err error) {
	const (
		deleteAccess    = 0x00010000
		deleteOnClose   = 0x04000000
		sharingViolated = syscall.Errno(32)
	)
	name, err := syscall.UTF16PtrFromString(filepath.Join(root.Name(), ownPrefix+"lock"))
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_WRITE|deleteAccess, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL|deleteOnClose, 0)
	if err == sharingViolated {
		return nil, errors.New("another build is writing there; wait for it, or choose another folder")
	}
	if err != nil {
		return nil, err
	}
	return func() { syscall.CloseHandle(h) }, nil
}
