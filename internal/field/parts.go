package field

// Parts are the addresses below f's own of the controls that must all be
// filled in for f to be answered; none where its rule is not All. Rows that
// readers add are in no table's parts, as nobody knows them beforehand.
func (f *Field) Parts() []string {
	if KindOf(f).Answered != All {
		return nil
	}
	var parts []string
	for _, row := range f.Rows {
		parts = append(parts, row.ID.V)
	}
	for _, c := range f.Choices {
		parts = append(parts, c.ID.V)
	}
	for _, p := range f.People {
		parts = append(parts, p.ID.V+"/name", p.ID.V+"/date")
	}
	if f.Kind.V == sentence.Name {
		for _, p := range f.pieces() {
			if p.blank != "" {
				parts = append(parts, p.blank)
			}
		}
	}
	return parts
}
