/** Columns of the bench's tables as an engineer would write them by hand, and their rows as the API answers them. */
export type Row = Record<string, unknown>

function money(amount: unknown, currency: unknown) {
  return amount === null ? null : { amount, currency }
}

function scaled(value: unknown, scale: number): number | null {
  return value === null ? null : (value as number) / scale
}

export const stoneColumns = `id, version, created_at as "createdAt", updated_at as "updatedAt", stock_number as "stockNumber",
  species, origin, shape, carat, color, fancy_hue as "fancyHue", fancy_intensity as "fancyIntensity", fancy_overtone as "fancyOvertone",
  clarity, lab_grown_class as "labGrownClass", cut, polish, symmetry, fluorescence, fluorescence_color as "fluorescenceColor",
  depth, "table", length, width, height, girdle_thin as "girdleThin", girdle_thick as "girdleThick", culet, lab,
  certificate_number as "certificateNumber", price_amount, price_currency, price_per_carat_amount, price_per_carat_currency,
  cost_amount, cost_currency, ownership, status, resumes, status_since as "statusSince", store_id as "storeId",
  location_id as "locationId", supplier_id as "supplierId", received_on as "receivedOn", treatment, comments,
  certificate_url as "certificateUrl", image_url as "imageUrl", video_url as "videoUrl", tags, custom`

export function toStone({
  price_amount,
  price_currency,
  price_per_carat_amount,
  price_per_carat_currency,
  cost_amount,
  cost_currency,
  ...row
}: Row): Row {
  row.carat = scaled(row.carat, 1000)
  for (const name of ['depth', 'table', 'length', 'width', 'height']) row[name] = scaled(row[name], 100)
  row.price = money(price_amount, price_currency)
  row.pricePerCarat = money(price_per_carat_amount, price_per_carat_currency)
  row.cost = money(cost_amount, cost_currency)
  return row
}

export const customerColumns = `id, version, created_at as "createdAt", updated_at as "updatedAt", type, prefix, given_name as "givenName",
  additional_name as "additionalName", family_name as "familyName", suffix, nickname, organisation, department, job_title as "jobTitle",
  email, phone, language, websites, photo_id as "photoId", preferred_metals as "preferredMetals", preferred_stones as "preferredStones",
  preferred_styles as "preferredStyles", budget_from_amount, budget_from_currency, budget_to_amount, budget_to_currency, source, tags,
  notes, merged_into_id as "mergedIntoId", erased_at as "erasedAt", custom`

export function toCustomer({
  budget_from_amount,
  budget_from_currency,
  budget_to_amount,
  budget_to_currency,
  ...row
}: Row): Row {
  row.budgetFrom = money(budget_from_amount, budget_from_currency)
  row.budgetTo = money(budget_to_amount, budget_to_currency)
  return row
}

export const addressColumns = `id, version, created_at as "createdAt", updated_at as "updatedAt", customer_id as "customerId", label, street,
  street2, city, region, postal_code as "postalCode", country, "primary"`
