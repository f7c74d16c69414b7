package match

// spanish, russian and german say what may stand between the words of a term in
// languages without a tagger here: articles and small prepositions, and a
// coordination ("cooperación judicial y policial" holds "cooperación policial").

func spanish() rules {
	return rules{
		free:    set("de del la el los las al a en un una su sus este esta ese esa"),
		conj:    set("y e o u ni"),
		loosest: Coordinated,
		keys:    stemKeys,
	}
}

func russian() rules {
	return rules{conj: set("и или либо"), loosest: Coordinated, keys: stemKeys}
}

func german() rules {
	return rules{
		free:    set("der die das des dem den ein eine eines einer einem einen"),
		conj:    set("und oder"),
		loosest: Coordinated,
		keys:    stemKeys,
	}
}

// stemKeys is the word and its stem.
func stemKeys(l lexicon, norm string) []string { return []string{norm, l.Stem(norm)} }
