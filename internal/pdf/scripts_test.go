package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"trustbook/internal/field"
	"trustbook/internal/pdf/check"
	"trustbook/internal/sheet"
)

// rightToLeft is a sheet in Arabic and Hebrew, with a line of Hindi.
func rightToLeft() *sheet.Sheet {
	return &sheet.Sheet{
		ID: "rtl", Label: "ورقة 1.1", Chapter: "فصل", Title: sheet.Inline("ما الذي حدث؟"),
		Facts:  []string{"بمفردك", "حوالي 10 دقائق"},
		Prompt: sheet.Blocks("<p>هذه ورقة عمل لملاحظة الأفكار القلقة <strong>بخط عريض</strong> 123 (CBT) في أي وقت من اليوم، ولا توجد إجابات خاطئة على الإطلاق.</p><p>זהו דף עבודה לזיהוי מחשבות (CBT) חרדתיות.</p><p>चिंताजनक विचारों को पहचानने के लिए।</p><ul><li>ابحث عن مكان هادئ.</li><li>اكتب بحرية.</li></ul>"),
		Stop:   sheet.Blocks("<p>توقف إذا شعرت بعدم الأمان.</p>"),
		Fields: []sheet.Field{
			{Question: sheet.Inline("צה לך, מה קרה?"), Parts: []field.Primitive{field.Rules{Address: "rtl/what", Label: "מה קרה?", Lines: 4, Style: "ruled"}}},
			{Question: sheet.Inline("اختر واحدة"), Parts: []field.Primitive{field.Ticks{Label: "اختر", One: true, Items: []field.Tick{
				{Address: "rtl/which/a", Label: "نعم بالتأكيد"}, {Address: "rtl/which/b", Label: "لا"}, {Address: "rtl/which/other", Write: "rtl/which/other-text", Label: "شيء آخر"}}}}},
			{Question: sheet.Inline("جدول"), Parts: []field.Primitive{field.Cells{Label: "جدول", RowHead: true, Heads: []string{"من", "متى"}, Rows: []field.Row{
				{Head: "الصف الأول", Cells: []field.Cell{{Address: "rtl/t/a/who", Label: "من"}, {Address: "rtl/t/a/when", Label: "متى", Pattern: "__ / __"}}}}}}},
			{Sentence: []sheet.Block{{Kind: sheet.Paragraph, Spans: []sheet.Span{{Text: "شعرت "}, {Address: "rtl/said/feeling", Label: "شعور"}, {Text: " عندما حدث ذلك."}}}}},
		},
	}
}

func TestScripts(t *testing.T) {
	files := []File{noto(t, "NotoNaskhArabic-Regular"), noto(t, "NotoNaskhArabic-Bold"), noto(t, "NotoSansHebrew-Regular"), noto(t, "NotoSansHebrew-Bold"), noto(t, "NotoSansDevanagari-Regular")}
	doc := made(rightToLeft())
	doc.Language, doc.RightToLeft, doc.Practice = "ar", true, "عيادة"
	doc.Words = sheet.Words{Name: "الاسم", Date: "التاريخ", Stop: "متى تتوقف", TickOne: "اختر واحدة.", Page: "صفحة {n} من {m}"}
	fonts, _ := NewFonts(files)
	if list := fonts.Check([]sheet.Document{*doc}); len(list) > 0 {
		t.Errorf("Check = %v", list)
	}
	data := fonts.NewSetter().Render(doc, Formats[0])
	for _, problem := range check.File(parse(t, data)) {
		t.Error(problem)
	}
	path := filepath.Join(t.TempDir(), "rtl.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v; scripts/setup.sh installs it", err)
	}
	text := strings.Map(func(r rune) rune { // marks of direction
		if invisible(r) {
			return -1
		}
		return r
	}, string(out))
	for _, want := range []string{"ما الذي حدث؟", "القلقة", "لملاحظة الأفكار", "الإطلاق", "חרדתיות.", "CBT", "चिंताजनक विचारों को पहचानने के लिए।", "صفحة"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text has no %q:\n%s", want, text)
		}
	}
}
