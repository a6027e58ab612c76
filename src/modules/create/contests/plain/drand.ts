/**
 * drand quicknet: a league of organisations that publishes a random number every three seconds, signed so that nobody can know
 * or choose it before. https://docs.drand.love/about/#default-network
 */
const chain = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971'
const publicKey =
  '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a'
const scheme = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'
const genesisMs = 1_692_803_367_000
const periodMs = 3000

/** The first round that is not known before an instant. */
export const roundAfter = (at: Date): number => Math.floor((at.getTime() - genesisMs) / periodMs) + 2
export const momentOf = (round: number): Date => new Date(genesisMs + (round - 1) * periodMs)

export const wordsFor = (round: number): string => `drand quicknet, round ${round}`
export const addressOf = (round: number): string => `https://api.drand.sh/${chain}/public/${round}`

type Bytes = Uint8Array<ArrayBuffer>
const fromHex = (text: string): Bytes =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const digest = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
const hex = (bytes: Bytes): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const isSignature = (text: string): boolean => /^[0-9a-f]{96}$/.test(text)

/** The random number of a round from its signature; null where the signature is not that of the league for this round. */
export async function numberFrom(round: number, signature: string): Promise<string | null> {
  if (!isSignature(signature)) return null
  const { bls12_381 } = await import('@noble/curves/bls12-381.js')
  const message = new ArrayBuffer(8)
  new DataView(message).setBigUint64(0, BigInt(round))
  const { shortSignatures } = bls12_381
  try {
    const point = shortSignatures.hash(await digest(new Uint8Array(message)), scheme)
    if (!shortSignatures.verify(fromHex(signature), point, fromHex(publicKey))) return null
  } catch {
    // What is no point of the curve is no signature.
    return null
  }
  return hex(await digest(fromHex(signature)))
}
