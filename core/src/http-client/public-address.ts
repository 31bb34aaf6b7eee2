import { BlockList, isIP } from 'node:net'

// What IANA keeps for special purposes (RFC 6890 and its registries): nothing that the public internet answers from.
const special = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const

// Of IPv6 only 2000::/3 is given out; within it these lead elsewhere: protocols, 6to4 (which wraps an IPv4 address), examples.
const specialWithin = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const refused = new BlockList()
for (const [address, bits] of special) refused.addSubnet(address, bits, 'ipv4')
for (const [address, bits] of specialWithin) refused.addSubnet(address, bits, 'ipv6')

const givenOut = new BlockList()
givenOut.addSubnet('2000::', 3, 'ipv6')

/** Whether an IP address is one of the public internet. Everything that is not known to be is not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !refused.check(address, 'ipv4')
  return family === 6 && givenOut.check(address, 'ipv6') && !refused.check(address, 'ipv6')
}
