package browsertest

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Emulation is the reader's device and settings. The zero value is a desktop
// window of 1280 by 800, light, in motion, with JavaScript and a network.
type Emulation struct {
	Width, Height int     // in CSS pixels; a zoom of 200% is half the width and Scale 2
	Scale         float64 // device pixels a CSS pixel
	Mobile        bool    // touch, coarse pointer, and the page's viewport element
	Dark          bool
	ReducedMotion bool
	ForcedColors  bool
	Print         bool // the print style sheet on screen; PDF prints anyway
	NoScript      bool // holds from the next Open on; Eval still works
	Offline       bool
	Slow          float64 // 4 is a processor four times as slow
}

// Emulate sets all of the reader's device and settings at once; what is left
// out goes back to its default.
func (tab *Tab) Emulate(e Emulation) {
	tab.t.Helper()
	e.Width, e.Height = orElse(e.Width, 1280), orElse(e.Height, 800)
	e.Scale, e.Slow = orElse(e.Scale, 1), orElse(e.Slow, 1)
	err := tab.try(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		call := caller{ctx: ctx, target: target}
		send(&call, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
			Width: int64(e.Width), Height: int64(e.Height), DeviceScaleFactor: e.Scale, Mobile: e.Mobile,
		})
		send(&call, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: e.Mobile})
		send(&call, emulation.SetEmulatedMedia, e.media())
		send(&call, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: e.NoScript})
		send(&call, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: e.Slow})
		// Two commands: the first fails requests, the second is what
		// navigator.onLine says.
		send(&call, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			EmulateOfflineServiceWorker: &e.Offline,
			MatchedNetworkConditions: []*network.Conditions{
				{Offline: e.Offline, DownloadThroughput: -1, UploadThroughput: -1},
			},
		})
		send(&call, network.OverrideNetworkState, network.OverrideNetworkStateParams{
			Offline: e.Offline, DownloadThroughput: -1, UploadThroughput: -1,
		})
		return call.err
	}))
	if err != nil {
		tab.t.Fatalf("emulate %+v: %v", e, err)
	}
}

func (e Emulation) media() emulation.SetEmulatedMediaParams {
	feature := func(name, on, off string, is bool) *emulation.MediaFeature {
		if is {
			return &emulation.MediaFeature{Name: name, Value: on}
		}
		return &emulation.MediaFeature{Name: name, Value: off}
	}
	p := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		feature("prefers-color-scheme", "dark", "light", e.Dark),
		feature("prefers-reduced-motion", "reduce", "no-preference", e.ReducedMotion),
		feature("forced-colors", "active", "none", e.ForcedColors),
	}}
	if e.Print {
		p.Media = "print"
	}
	return p
}

// caller sends commands until one fails.
type caller struct {
	ctx    context.Context
	target *chromedp.Target
	err    error
}

func send[P, R any](c *caller, command cdp.Command[P, R], params P) {
	if c.err == nil {
		_, c.err = cdp.Call(c.ctx, c.target, command, params)
	}
}

func orElse[N int | float64](n, other N) N {
	if n == 0 {
		return other
	}
	return n
}
