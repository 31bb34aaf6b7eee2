export interface Workload {
  name: string
  /** Request of Bezel; `graphql` where it goes through `/graphql`. */
  bezel: Request
  handWritten: Request
  /** Least ratio of requests per second the house aims at. */
  aim: number
  /** The part of both answers that must be the same; all of it unless told. */
  part?: (body: Answer) => unknown
}

/** A page of stones, over REST or GraphQL. */
interface Answer {
  data: unknown[] | { stones: { nodes: unknown[] } }
}

export interface Request {
  method: 'GET' | 'POST'
  path: string
  body?: unknown
  headers?: Record<string, string>
}

const list = '/api/v1/stones?cut=Ideal&clarity=VS1&carat[gte]=1&carat[lt]=1.5&sort=price&limit=20&total=exact'
const nested = {
  query:
    'query ($first: Int) { customers(first: $first, sort: ["familyName"]) { nodes { id givenName familyName visits(first: 5, sort: ["-at"]) { id at store { id name } } } } }',
  variables: { first: 20 },
}
const stoneFields =
  'id version createdAt updatedAt stockNumber species origin shape carat color fancyHue fancyIntensity fancyOvertone clarity labGrownClass cut polish symmetry fluorescence fluorescenceColor depth table length width height girdleThin girdleThick culet lab certificateNumber price { amount currency } pricePerCarat { amount currency } cost { amount currency } ownership status resumes statusSince storeId locationId supplierId receivedOn treatment comments certificateUrl imageUrl videoUrl tags custom'
const listGraphql = {
  query: `query ($filter: StoneFilter) { stones(filter: $filter, sort: ["price"], first: 20) { nodes { ${stoneFields} } pageInfo { hasNextPage endCursor } totalCount } }`,
  variables: { filter: { cut: { eq: 'Ideal' }, clarity: { eq: 'VS1' }, carat: { gte: 1, lt: 1.5 } } },
}
const customer = {
  givenName: 'Ada',
  familyName: 'Lovelace',
  addresses: [
    { street: 'Main 1', country: 'US' },
    { street: 'Main 2', country: 'US' },
  ],
}

const get = (path: string): Request => ({ method: 'GET', path })
const post = (path: string, body: unknown): Request => ({ method: 'POST', path, body })

/** The workloads, given the id of a stone that exists. */
export function workloads(id: string): Workload[] {
  return [
    {
      name: 'W0 hello',
      bezel: get('/health/live'),
      handWritten: get('/hello'),
      aim: 0.8,
      part: () => 'no data',
    },
    {
      name: 'W1 get by id',
      bezel: get(`/api/v1/stones/${id}`),
      handWritten: get(`/api/v1/stones/${id}`),
      aim: 0.7,
    },
    { name: 'W2 list 20 with total', bezel: get(list), handWritten: get(list), aim: 0.9 },
    {
      name: 'W2 the same by GraphQL',
      bezel: post('/graphql', listGraphql),
      handWritten: get(list),
      aim: 0.765,
      part: ({ data }) => (Array.isArray(data) ? data : data.stones.nodes),
    },
    { name: 'W3 nested by GraphQL', bezel: post('/graphql', nested), handWritten: get('/nested'), aim: 0.8 },
    {
      name: 'W4 create with two children',
      bezel: post('/api/v1/customers', customer),
      handWritten: post('/api/v1/customers', customer),
      aim: 0.75,
    },
    {
      name: 'W5 keyword search',
      bezel: get('/api/v1/customers?q=aeli'),
      handWritten: get('/api/v1/customers?q=aeli'),
      aim: 0.8,
    },
  ]
}
