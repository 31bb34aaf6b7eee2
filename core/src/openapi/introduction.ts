/** What stands above the operations: the rules that all of them share. */
export const introduction = `One definition per noun and verb makes everything here: these addresses, the GraphQL fields at \`/graphql\`, the admin and the imports.

**Who you are.** Send an API key as \`Authorization: Bearer <key>\`, or sign in with \`POST /api/v1/auth/login\` and send its cookie; unsafe requests by cookie also take the \`X-CSRF-Token\` that \`GET /api/v1/auth/session\` returns. What you may not read, you cannot filter or sort by either.

**Lists** take \`limit\`, \`cursor\`, \`sort\`, \`q\`, \`total\`, \`include\` and a filter per field and operator: \`cut=Ideal&carat[gte]=1&carat[lt]=1.5&color[in]=D,E,F\`. Fields that the shop defined itself are filtered as \`custom.<name>\`. Unknown fields and filters are errors, not ignored. Follow \`page.nextCursor\` until it is null; pages stay right while records are added.

**Values.** Money is an integer of minor units with its currency: \`{"amount": 985000, "currency": "USD"}\` is 9,850.00 USD. Weights and sizes are exact decimals. Instants are UTC. In bodies absent keeps, \`null\` clears.

**Changes.** Every record has a \`version\`, which is its \`ETag\`; send it as \`If-Match\` and no other change is lost. Send an \`Idempotency-Key\` with a POST and it can be repeated safely.

**Errors** are \`application/problem+json\` (RFC 9457) with a stable \`code\`, a \`detail\` for people, the \`requestId\`, and \`errors\` per field. All codes: [/docs/errors](/docs/errors).`
