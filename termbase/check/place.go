package check

import (
	"strings"
	"sync"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// places compares the countries and cities that the two sides name. It knows
// English and French.
func (n *nameRow) places() []Finding {
	source, target := countryNames(n.row.Source.lang.Code()), countryNames(n.row.Target.lang.Code())
	if source == nil || target == nil {
		return nil
	}
	in, out := source.find(&n.row.Source), target.find(&n.row.Target)
	var found []Finding
	for _, c := range in {
		if named(out, c.id) {
			continue
		}
		for j, t := range out {
			if t.used || named(in, t.id) || isCity(t.id) != isCity(c.id) {
				continue
			}
			out[j].used = true
			want := target.names[c.id]
			found = append(found, Finding{
				Message: c.text + " stands as " + t.text,
				Source:  n.row.Source.Side(c.Span), Target: n.row.Target.Side(t.Span), Term: c.text, Want: []string{want}, Got: t.text,
				Debatable: len(in) != len(out), // one of them was put in other words
			})
			break
		}
	}
	return found
}

// isCity reports whether a number of the table stands among the cities, which
// begin after the last State.
func isCity(id int) bool { return id > states() }

// states is the number of the last State in the table.
var states = sync.OnceValue(func() int {
	return strings.Count(countryTable[:strings.Index(countryTable, "\nZimbabwe=")], "\n")
})

// countryAt is a country that is named in a text.
type countryAt struct {
	corpus.Span
	id   int
	text string
	used bool
}

func named(list []countryAt, id int) bool {
	for _, c := range list {
		if c.id == id {
			return true
		}
	}
	return false
}

// countries are the names of countries in one language.
type countries struct {
	names []string       // by number of the country
	first map[string]int // first word → the most words that a name with it has
	whole map[string]int // folded name → number of the country
}

// find lists the countries that a side names, each once.
func (c *countries) find(t *Text) []countryAt {
	words := t.Words()
	var out []countryAt
	for i := 0; i < len(words); i++ {
		if words[i].Form != lang.Word || !capitalised(words[i].Text) {
			continue
		}
		for n := c.first[lang.Fold(words[i].Text)]; n > 0; n-- {
			if i+n > len(words) {
				continue
			}
			span := corpus.Span{Start: words[i].Start, End: words[i+n-1].End}
			id, found := c.whole[lang.Fold(span.In(t.Text))]
			if !found {
				continue
			}
			if !named(out, id) {
				out = append(out, countryAt{span, id, span.In(t.Text), false})
			}
			i += n - 1
			break
		}
	}
	return out
}

func countryNames(code corpus.Lang) *countries {
	switch code {
	case corpus.English:
		return englishCountries()
	case corpus.French:
		return frenchCountries()
	}
	return nil
}

var (
	englishCountries = sync.OnceValue(func() *countries { return newCountries(0) })
	frenchCountries  = sync.OnceValue(func() *countries { return newCountries(1) })
)

func newCountries(column int) *countries {
	c := &countries{first: map[string]int{}, whole: map[string]int{}}
	for id, line := range strings.Split(strings.TrimSpace(countryTable), "\n") {
		names := strings.Split(strings.Split(line, "=")[column], "|")
		c.names = append(c.names, names[0])
		for _, name := range names {
			words := lang.For("").Words(name)
			c.whole[lang.Fold(name)] = id
			first := lang.Fold(words[0].Text)
			c.first[first] = max(c.first[first], len(words))
		}
	}
	return c
}

// countryTable has the short names of States and then those of cities where
// international meetings are held, in English and French, other usual forms
// behind a stroke. Names that are ordinary words or persons in one
// of the languages (Georgia, Jordan, Chad, Turkey) stand with the rest: what is
// compared is whether both sides name the same ones.
const countryTable = `
Afghanistan=Afghanistan
Albania=Albanie
Algeria=Algérie
Andorra=Andorre
Angola=Angola
Argentina=Argentine
Armenia=Arménie
Australia=Australie
Austria=Autriche
Azerbaijan=Azerbaïdjan
Bahamas=Bahamas
Bahrain=Bahreïn
Bangladesh=Bangladesh
Barbados=Barbade
Belarus=Bélarus|Biélorussie
Belgium=Belgique
Belize=Belize
Benin=Bénin
Bhutan=Bhoutan
Bolivia=Bolivie
Bosnia and Herzegovina=Bosnie-Herzégovine
Botswana=Botswana
Brazil=Brésil
Brunei=Brunéi
Bulgaria=Bulgarie
Burkina Faso=Burkina Faso
Burundi=Burundi
Cambodia=Cambodge
Cameroon=Cameroun
Canada=Canada
Chad=Tchad
Chile=Chili
China=Chine
Colombia=Colombie
Comoros=Comores
Costa Rica=Costa Rica
Croatia=Croatie
Cuba=Cuba
Cyprus=Chypre
Czech Republic|Czechia=République tchèque|Tchéquie
Côte d'Ivoire|Ivory Coast=Côte d'Ivoire
Denmark=Danemark
Djibouti=Djibouti
Ecuador=Équateur
Egypt=Égypte
El Salvador=El Salvador
Eritrea=Érythrée
Estonia=Estonie
Eswatini|Swaziland=Eswatini|Swaziland
Ethiopia=Éthiopie
Fiji=Fidji
Finland=Finlande
France=France
Gabon=Gabon
Gambia=Gambie
Georgia=Géorgie
Germany=Allemagne
Ghana=Ghana
Greece=Grèce
Guatemala=Guatemala
Guyana=Guyana
Haiti=Haïti
Honduras=Honduras
Hungary=Hongrie
Iceland=Islande
India=Inde
Indonesia=Indonésie
Iran=Iran
Iraq=Iraq|Irak
Ireland=Irlande
Israel=Israël
Italy=Italie
Jamaica=Jamaïque
Japan=Japon
Jordan=Jordanie
Kazakhstan=Kazakhstan
Kenya=Kenya
Kuwait=Koweït
Kyrgyzstan=Kirghizistan
Latvia=Lettonie
Lebanon=Liban
Lesotho=Lesotho
Liberia=Libéria
Libya=Libye
Liechtenstein=Liechtenstein
Lithuania=Lituanie
Luxembourg=Luxembourg
Madagascar=Madagascar
Malawi=Malawi
Malaysia=Malaisie
Maldives=Maldives
Mali=Mali
Malta=Malte
Mauritania=Mauritanie
Mauritius=Maurice
Mexico=Mexique
Monaco=Monaco
Mongolia=Mongolie
Montenegro=Monténégro
Morocco=Maroc
Mozambique=Mozambique
Myanmar=Myanmar
Namibia=Namibie
Nepal=Népal
Netherlands=Pays-Bas
New Zealand=Nouvelle-Zélande
Nicaragua=Nicaragua
Nigeria=Nigéria
North Macedonia=Macédoine du Nord
Norway=Norvège
Oman=Oman
Pakistan=Pakistan
Panama=Panama
Paraguay=Paraguay
Peru=Pérou
Philippines=Philippines
Poland=Pologne
Portugal=Portugal
Qatar=Qatar
Republic of Korea=République de Corée
Republic of Moldova=République de Moldova
Romania=Roumanie
Russian Federation=Fédération de Russie
Rwanda=Rwanda
Samoa=Samoa
San Marino=Saint-Marin
Saudi Arabia=Arabie saoudite
Senegal=Sénégal
Serbia=Serbie
Seychelles=Seychelles
Sierra Leone=Sierra Leone
Singapore=Singapour
Slovakia=Slovaquie
Slovenia=Slovénie
Somalia=Somalie
South Africa=Afrique du Sud
South Sudan=Soudan du Sud
Spain=Espagne
Sri Lanka=Sri Lanka
Sudan=Soudan
Suriname=Suriname
Sweden=Suède
Switzerland=Suisse
Syria=Syrie
Tajikistan=Tadjikistan
Thailand=Thaïlande
Togo=Togo
Trinidad and Tobago=Trinité-et-Tobago
Tunisia=Tunisie
Turkey|Türkiye=Turquie|Türkiye
Turkmenistan=Turkménistan
Uganda=Ouganda
Ukraine=Ukraine
United Arab Emirates=Émirats arabes unis
United Kingdom=Royaume-Uni
Uruguay=Uruguay
Uzbekistan=Ouzbékistan
Venezuela=Venezuela
Yemen=Yémen
Zambia=Zambie
Zimbabwe=Zimbabwe
Abidjan=Abidjan
Abu Dhabi=Abou Dhabi
Abuja=Abuja
Accra=Accra
Addis Ababa=Addis-Abeba
Algiers=Alger
Amman=Amman
Amsterdam=Amsterdam
Ankara=Ankara
Astana=Astana
Athens=Athènes
Baghdad=Bagdad
Baku=Bakou
Bamako=Bamako
Bangkok=Bangkok
Beijing=Beijing|Pékin
Beirut=Beyrouth
Belgrade=Belgrade
Berlin=Berlin
Bern=Berne
Bogotá=Bogota
Bonn=Bonn
Brasília=Brasilia
Bratislava=Bratislava
Brussels=Bruxelles
Bucharest=Bucarest
Budapest=Budapest
Buenos Aires=Buenos Aires
Cairo=Caire
Canberra=Canberra
Caracas=Caracas
Casablanca=Casablanca
Copenhagen=Copenhague
Dakar=Dakar
Damascus=Damas
Dar es Salaam=Dar es-Salaam
Dhaka=Dhaka|Dacca
Doha=Doha
Dubai=Doubaï
Dublin=Dublin
Freetown=Freetown
Geneva=Genève
Hanoi=Hanoï
Harare=Harare
Havana=Havane
Helsinki=Helsinki
Islamabad=Islamabad
Istanbul=Istanbul
Jakarta=Jakarta|Djakarta
Jerusalem=Jérusalem
Johannesburg=Johannesburg
Kabul=Kaboul
Kampala=Kampala
Kathmandu=Katmandou
Khartoum=Khartoum
Kigali=Kigali
Kingston=Kingston
Kinshasa=Kinshasa
Kuala Lumpur=Kuala Lumpur
Kyiv|Kiev=Kyïv|Kiev
Kyoto=Kyoto
Lagos=Lagos
Libreville=Libreville
Lima=Lima
Lisbon=Lisbonne
Ljubljana=Ljubljana
London=Londres
Lusaka=Lusaka
Madrid=Madrid
Manila=Manille
Maputo=Maputo
Marrakesh|Marrakech=Marrakech
Minsk=Minsk
Montevideo=Montevideo
Montreal=Montréal
Moscow=Moscou
Nairobi=Nairobi
New Delhi=New Delhi
New York=New York
Niamey=Niamey
Nicosia=Nicosie
Nouakchott=Nouakchott
Oslo=Oslo
Ottawa=Ottawa
Ouagadougou=Ouagadougou
Palermo=Palerme
Paris=Paris
Port-au-Prince=Port-au-Prince
Prague=Prague
Pretoria=Pretoria
Quito=Quito
Rabat=Rabat
Riga=Riga
Rio de Janeiro=Rio de Janeiro
Riyadh=Riyad
Rome=Rome
Santiago=Santiago
Sarajevo=Sarajevo
Seoul=Séoul
Shanghai=Shanghai
Skopje=Skopje
Sofia=Sofia
Stockholm=Stockholm
Strasbourg=Strasbourg
Sydney=Sydney
São Paulo=São Paulo
Tallinn=Tallinn
Tashkent=Tachkent
Tbilisi=Tbilissi
Tehran=Téhéran
The Hague=La Haye
Tirana=Tirana
Tokyo=Tokyo
Toronto=Toronto
Tripoli=Tripoli
Tunis=Tunis
Ulaanbaatar=Oulan-Bator
Vienna=Vienne
Vientiane=Vientiane
Vilnius=Vilnius
Warsaw=Varsovie
Washington=Washington
Windhoek=Windhoek
Yaoundé=Yaoundé
Yerevan=Erevan
Zagreb=Zagreb
Zurich=Zurich
`
