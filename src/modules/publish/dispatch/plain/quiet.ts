import type { Manifest } from '../../../../networks/kit/manifest.ts'

/** After an unclear end nothing is looked up for so many milliseconds: a request may still be on its way inside the network. */
export const quietMs = 15_000

/** The same after a restore, which knows no networks: longer than the lists of any are late. */
export const restoredQuietMs = 5 * 60_000

type Lists = Pick<Manifest, 'listsLate'>

/** So late a network may list what it has posted. */
export const listsLateOf = (manifest: Lists | undefined): number => (manifest?.listsLate?.seconds ?? 0) * 1000

/** So long nothing is looked up after an unclear end: where lists come late, they must have come. */
export const quietOf = ({ quiet }: { quiet: number }, manifest: Lists | undefined): number =>
  Math.max(quiet, listsLateOf(manifest))
