import fc from 'fast-check'
import t from 'tap'
import { isPublicAddress } from '../../src/http-client/public-address.ts'

const inside = `0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1
  198.18.0.1 224.0.0.1 255.255.255.255 :: ::1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 fc00::1 fd12::1 fe80::1 ff02::1
  2001::1 2001:db8::1 2002:7f00:1::`
const outside =
  '1.1.1.1 8.8.8.8 93.184.215.14 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.0 2606:4700::1111 2a00:1450:4001::1'

t.test('addresses of own networks and special purposes are told from public ones', async (t) => {
  for (const address of inside.split(/\s+/)) t.notOk(isPublicAddress(address), address)
  for (const address of outside.split(' ')) t.ok(isPublicAddress(address), address)
})

t.test('what is no address is not public', async () => {
  fc.assert(fc.property(fc.stringMatching(/^[g-z .]*$/), (text) => !isPublicAddress(text)))
})

t.test('no address of 10.0.0.0/8 is public, in numbers of either family', async () => {
  const byte = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(byte, byte, byte, (a, b, c) => {
      const address = `10.${a}.${b}.${c}`
      return !isPublicAddress(address) && !isPublicAddress(`::ffff:${address}`)
    }),
  )
})
