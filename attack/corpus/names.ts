import type { LookupAddress } from 'node:dns'

const v4 = (address: string): LookupAddress => ({ address, family: 4 })
const v6 = (address: string): LookupAddress => ({ address, family: 6 })

/** Names of the attacker whose addresses lead into the house. Those that end on `loop` lead to the canary. */
const names: Record<string, LookupAddress[]> = {
  'a.loop.example': [v4('127.0.0.1')],
  'b.loop.example': [v6('::1')],
  'c.loop.example': [v6('::ffff:127.0.0.1')],
  'd.loop.example': [v4('10.0.0.1'), v4('127.0.0.1')],
  'e.loop.example': [v6('fe80::1'), v4('127.0.0.1'), v6('::1')],
  'f.loop.example': [v4('0.0.0.0')],
  'ten.hostile.example': [v4('10.0.0.1')],
  'metadata.hostile.example': [v4('169.254.169.254')],
  'home.hostile.example': [v4('192.168.1.1')],
  'carrier.hostile.example': [v4('100.64.0.1')],
  'unique.hostile.example': [v6('fd00::1')],
  'link.hostile.example': [v6('fe80::1')],
  'nat64.hostile.example': [v6('64:ff9b::7f00:1')],
  'sixtofour.hostile.example': [v6('2002:7f00:1::')],
  'teredo.hostile.example': [v6('2001:0:7f00:1::1')],
  'compatible.hostile.example': [v6('::127.0.0.1')],
  'nobody.hostile.example': [],
}

const asked = new Map<string, number>()

/**
 * The attacker's name server. `flip-…` changes its mind at every question: first it knows nothing, then it names the
 * house. No other name has an address, so that nothing leaves this machine.
 */
export async function resolveHostile(hostname: string): Promise<LookupAddress[]> {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  if (host === 'localhost') return [v4('127.0.0.1')]
  if (host.startsWith('flip-')) {
    const times = (asked.get(host) ?? 0) + 1
    asked.set(host, times)
    return times % 2 === 0 ? [v4('127.0.0.1')] : [v4('169.254.169.254')]
  }
  return names[host] ?? []
}

export const hostileNames = Object.keys(names)
