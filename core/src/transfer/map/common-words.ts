/**
 * What the columns that nearly every table has are called elsewhere, by their name in lower case. Used for columns of these
 * names in any entity, beside the synonyms the entity itself gives.
 */
const COMMON: Readonly<Record<string, readonly string[]>> = {
  name: ['full name', 'display name', 'customer name', 'contact name', 'nom complet', 'nombre completo'],
  fullname: ['name', 'display name', 'customer name', 'contact name'],
  givenname: ['first name', 'forename', 'christian name', 'fname', 'first', 'vorname', 'prenom', 'nombre'],
  familyname: ['last name', 'surname', 'lname', 'last', 'second name', 'nachname', 'nom de famille', 'nom', 'apellido', 'apellidos', 'cognome'],
  additionalname: ['middle name', 'second given name', 'middle initial'],
  email: ['e-mail', 'mail', 'email address', 'e-mail address', 'correo', 'courriel'],
  phone: ['telephone', 'phone number', 'mobile', 'mobile phone', 'cell', 'cell phone', 'mobile number', 'contact number', 'telefon', 'telefonnummer', 'portable'],
  mobile: ['mobile phone', 'cell', 'cell phone', 'mobile number', 'handy', 'portable'],
  address: ['street address', 'address', 'street', 'adresse', 'anschrift', 'direccion'],
  street: ['address', 'street address', 'address line 1', 'address line', 'address 1', 'street 1', 'line 1', 'strasse', 'rue', 'calle', 'via'],
  street2: ['address line 2', 'address 2', 'street 2', 'line 2', 'apt', 'suite', 'unit', 'extended address'],
  city: ['town', 'locality', 'stadt', 'ort', 'ville', 'ciudad', 'citta', 'suburb'],
  region: ['state', 'province', 'county', 'state code', 'province code', 'bundesland', 'canton', 'prefecture', 'departement'],
  postalcode: ['zip', 'zip code', 'postcode', 'post code', 'plz', 'postleitzahl', 'code postal', 'codigo postal', 'cap', 'pin code'],
  country: ['country code', 'nation', 'land', 'pays', 'pais', 'country region'],
  company: ['company name', 'organization', 'organization name', 'business name', 'employer', 'firma', 'societe', 'empresa'],
  organization: ['company', 'company name', 'organization name', 'firma'],
  jobtitle: ['position', 'occupation', 'organization title', 'role'],
  birthday: ['birth date', 'date of birth', 'dob', 'birthdate', 'geburtstag', 'geburtsdatum', 'date de naissance'],
  anniversary: ['wedding anniversary', 'wedding date'],
  notes: ['note', 'comment', 'comments', 'remarks', 'remark', 'bemerkung', 'notiz'],
  tags: ['tag', 'labels', 'label', 'keywords', 'categories', 'groups', 'group membership'],
  language: ['locale', 'preferred language', 'sprache', 'langue'],
  website: ['web page', 'url', 'website url', 'homepage', 'web site'],
  description: ['details', 'body', 'long description', 'beschreibung'],
  title: ['name', 'product name', 'product title', 'item name', 'headline'],
  sku: ['stock keeping unit', 'item number', 'item code', 'product code', 'article number', 'style number', 'stock number', 'variant sku'],
  barcode: ['ean', 'upc', 'gtin', 'ean code', 'upc code', 'variant barcode'],
  quantity: ['qty', 'count', 'on hand', 'stock quantity', 'inventory quantity', 'variant inventory qty', 'pieces', 'units', 'menge'],
  price: ['selling price', 'retail price', 'sale price', 'unit price', 'list price', 'retail', 'msrp', 'rrp', 'amount', 'variant price', 'preis', 'prix', 'precio'],
  cost: ['cost price', 'unit cost', 'cost per item', 'wholesale price', 'purchase price', 'buying price'],
  currency: ['currency code', 'ccy', 'waehrung'],
  supplier: ['vendor', 'supplier name', 'vendor name', 'manufacturer', 'brand', 'lieferant'],
  category: ['type', 'product type', 'product category', 'item type', 'department'],
  status: ['state', 'availability'],
  image: ['image url', 'image src', 'photo url', 'picture url', 'image link', 'photo', 'picture'],
  date: ['day', 'datum', 'fecha'],
  url: ['link', 'web address'],
}

/** Synonyms everyone uses for a column of this name: `givenName`. */
export function commonSynonyms(columnName: string): readonly string[] {
  const key = columnName.toLowerCase()
  return Object.hasOwn(COMMON, key) ? (COMMON[key] as readonly string[]) : []
}
