/**
 * Colours that a screen of every day does not show as they are: brighter than it can be (PQ, HLG), or of a wider range of
 * colours (BT.2020). Taken as if they were plain they look pale and grey.
 */
export const colours = ['pq', 'hlg', 'wide'] as const
export type Colour = (typeof colours)[number]

const curves: Record<string, Colour> = { smpte2084: 'pq', 'arib-std-b67': 'hlg' }

/** Of what FFmpeg says of a stream; null for plain ones, and for those that say nothing. */
export const colourOf = (transfer = '', primaries = ''): Colour | null =>
  curves[transfer] ?? (primaries === 'bt2020' ? 'wide' : null)

/** How bright white is on a plain screen, in candelas by square metre; what films of PQ are counted by. */
const white = 100

/** The filters without which such colours cannot be made plain. */
export const toneFilters: readonly string[] = ['zscale', 'tonemap', 'sidedata', 'setparams']

/**
 * What makes colours plain (BT.709): light is counted anew, brighter parts are pressed together softly, and what a screen was
 * told of its old brightness is taken away. Said outright, as many files leave half of it out.
 */
export function toneFiltersFor(colour: Colour): string[] {
  const transfer = { pq: 'smpte2084', hlg: 'arib-std-b67', wide: 'bt709' }[colour]
  const plain = ['zscale=transfer=bt709:matrix=bt709:range=limited', 'sidedata=mode=delete', 'format=yuv420p']
  return [
    `setparams=color_primaries=bt2020:color_trc=${transfer}:colorspace=bt2020nc`,
    `zscale=transfer=linear:npl=${white}`,
    'format=gbrpf32le',
    'zscale=primaries=bt709',
    ...(colour === 'wide' ? [] : ['tonemap=tonemap=mobius:param=0.3:desat=0']),
    ...plain,
  ]
}
