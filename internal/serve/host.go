package serve

import (
	"net"
	"net/netip"
	"strings"
)

// hosts are the names under which a server may be asked.
type hosts struct {
	name  string // as it was given to listen at
	local bool   // it listens on this machine only
}

func newHosts(address string) hosts {
	name := hostOf(address)
	ip, err := netip.ParseAddr(name)
	return hosts{name, isLocal(name) || err == nil && ip.IsLoopback()}
}

// allow reports whether a request's Host is this server's. A web page can make
// a name of its own lead to this machine, but not an address or localhost: so
// those are let through, addresses of a network where the server listens there.
func (h hosts) allow(host string) bool {
	name := hostOf(host)
	if ip, err := netip.ParseAddr(name); err == nil {
		return ip.IsLoopback() || !h.local
	}
	return isLocal(name) || name != "" && strings.EqualFold(name, h.name)
}

func isLocal(name string) bool {
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	return name == "localhost" || strings.HasSuffix(name, ".localhost")
}

// hostOf is an address without its port and brackets.
func hostOf(address string) string {
	if host, _, err := net.SplitHostPort(address); err == nil {
		address = host
	}
	return strings.Trim(address, "[]")
}
