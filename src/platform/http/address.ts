import ipaddr from 'ipaddr.js'

type V6 = InstanceType<typeof ipaddr.IPv6>
type V4 = InstanceType<typeof ipaddr.IPv4>

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')
const protocolAssignments = ipaddr.IPv6.parseCIDR('2001::/23')
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')

/** Public by number, but answered by the cloud's own machinery (Azure's agent endpoint). */
const cloud = new Set(['168.63.129.16'])

/**
 * Is it an address of the public internet? Everything else is refused: private, loopback, link-local (cloud
 * metadata), shared carrier space, multicast, reserved, and IPv6 that carries an IPv4 address of those.
 */
export function isPublicAddress(text: string): boolean {
  // A zone (`fe80::1%eth0`) only exists for local addresses.
  if (!ipaddr.isValid(text) || text.includes('%')) return false
  const address = ipaddr.parse(text)
  return address instanceof ipaddr.IPv4 ? isPublicV4(address) : isPublicV6(address as V6)
}

const isPublicV4 = (address: V4): boolean => address.range() === 'unicast' && !cloud.has(address.toString())

function isPublicV6(address: V6): boolean {
  // The one translated form that public hosts are reached by, on networks that have no IPv4.
  if (address.match(nat64)) return isPublicV4(new ipaddr.IPv4(address.toByteArray().slice(12)))
  return address.match(globalUnicast) && !address.match(protocolAssignments) && address.range() === 'unicast'
}
