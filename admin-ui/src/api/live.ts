export interface RecordChange {
  collection: string
  id: string
  change: 'created' | 'updated' | 'deleted'
  version: number | null
}

const QUERY =
  'subscription ($collections: [String!]) { recordChanged(collections: $collections) { collection id change version } }'
const LONGEST_WAIT = 60_000
/** Of the graphql-transport-ws protocol: not, or no longer, signed in. */
const SIGNED_OUT = 4401

/**
 * Follows record changes over `graphql-transport-ws` at `/graphql`. A server without the subscription, or a network
 * without WebSockets, is noticed and left in peace: three failures before the first success end the tries.
 */
export function subscribeToChanges(
  collections: string[],
  onChange: (change: RecordChange) => void,
  onSignedOut: () => void,
): () => void {
  let socket: WebSocket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  let failures = 0
  let worked = false

  function connect(): void {
    socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws')
    socket.onopen = () => socket?.send(JSON.stringify({ type: 'connection_init' }))
    socket.onmessage = (event) => receive(JSON.parse(String(event.data)) as Message)
    socket.onclose = ({ code }) => (code === SIGNED_OUT ? leave() : again())
  }
  function receive(message: Message): void {
    if (message.type === 'connection_ack') {
      socket?.send(
        JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY, variables: { collections } } }),
      )
    } else if (message.type === 'ping') {
      socket?.send(JSON.stringify({ type: 'pong' }))
    } else if (message.type === 'next') {
      worked = true
      failures = 0
      const change = message.payload?.data?.recordChanged
      if (change) onChange(change)
    } else if (message.type === 'error') {
      stop()
    }
  }
  /** The server says at once when a session was ended from elsewhere. */
  function leave(): void {
    stop()
    onSignedOut()
  }
  function again(): void {
    if (stopped) return
    failures += 1
    if (!worked && failures >= 3) return
    timer = setTimeout(connect, Math.min(LONGEST_WAIT, 1000 * 2 ** failures))
  }
  function stop(): void {
    stopped = true
    clearTimeout(timer)
    socket?.close()
  }
  connect()
  return stop
}

interface Message {
  type: string
  payload?: { data?: { recordChanged?: RecordChange } }
}
