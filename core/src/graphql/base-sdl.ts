/** What every schema has, whatever the plugins. */
export const baseSdl = `"""ISO 8601 instant in UTC: 2026-11-23T09:30:00.000Z"""
scalar DateTime
"""Calendar day: 2026-11-23"""
scalar Date
"""Integer up to 2^53 - 1, exact in JSON"""
scalar SafeInt
"""Any JSON value"""
scalar JSON

"""An amount in integer minor units of its ISO 4217 currency: 12.50 USD is 1250"""
type Money { amount: SafeInt! currency: String! }
input MoneyInput { amount: SafeInt! currency: String! }

type PageInfo { hasNextPage: Boolean! endCursor: String }

input StringFilter { eq: String ne: String in: [String!] contains: String startsWith: String isNull: Boolean }
input IDFilter { eq: ID ne: ID in: [ID!] gt: ID gte: ID lt: ID lte: ID isNull: Boolean }
input SafeIntFilter { eq: SafeInt ne: SafeInt in: [SafeInt!] gt: SafeInt gte: SafeInt lt: SafeInt lte: SafeInt isNull: Boolean }
input FloatFilter { eq: Float ne: Float in: [Float!] gt: Float gte: Float lt: Float lte: Float isNull: Boolean }
input BooleanFilter { eq: Boolean ne: Boolean isNull: Boolean }
input DateTimeFilter { eq: DateTime ne: DateTime gt: DateTime gte: DateTime lt: DateTime lte: DateTime isNull: Boolean }
input DateFilter { eq: Date ne: Date in: [Date!] gt: Date gte: Date lt: Date lte: Date isNull: Boolean }
input ListFilter { contains: String isNull: Boolean }
"""A condition on a field defined at run time"""
input CustomCondition { name: String! eq: JSON ne: JSON in: [JSON!] gt: JSON gte: JSON lt: JSON lte: JSON contains: String startsWith: String isNull: Boolean }

"""A record was created, updated or deleted; read it again to see what it is now"""
type RecordChange { collection: String! id: ID! change: String! version: SafeInt! }
`
