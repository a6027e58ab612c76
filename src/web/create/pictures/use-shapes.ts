import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { NetworkList } from '../../../modules/channels/joining/contract.ts'
import { limitsByKind } from '../../../networks/kit/limits.ts'
import type { ChannelLimits, ImageRule, Manifest } from '../../../networks/kit/manifest.ts'
import { useChannels } from '../../api/channels.ts'
import { fieldPlaces, useNetworkWords } from '../../api/network-words.ts'
import { ask } from '../../api/query.ts'
import type { NetworkFace } from '../../kit/network.tsx'

export type Shape = { key: string; ratio: number; faces: readonly NetworkFace[] }
export type Taker = { id: string; name: string; face: NetworkFace; rule: ImageRule }

/** What is cut most often, whatever the channels. */
const common = ['1:1', '4:5', '3:2', '16:9', '9:16']

/**
 * Shapes to crop to, each with the networks that show it well, and the channels with what they take: once for each kind of post
 * that takes pictures in its own way.
 */
export function useShapes(): { shapes: readonly Shape[]; takers: readonly Taker[] } {
  const channels = useChannels()
  const words = useNetworkWords()
  const networks = useQuery(
    ask({ topic: 'workspace', path: '/networks', schema: NetworkList, fresh: Number.POSITIVE_INFINITY }),
  )
  return useMemo(() => {
    const manifests = new Map((networks.data?.items ?? []).map((one) => [one.id, one as unknown as Manifest]))
    const takers = [...(channels?.values() ?? [])].flatMap(({ id, name, face, network, limits, state }) => {
      const manifest = manifests.get(network)
      if (!manifest || state === 'removed') return []
      const ways = waysOf(manifest, limits as ChannelLimits)
      return ways.map(({ kinds, rule }) => {
        const said = kinds.map(({ option, value, label }) =>
          words(network, label, ...fieldPlaces('options', option, `choices.${value}`)),
        )
        const alone = ways.length === 1 || said.length === 0
        return {
          ...{ face, rule, id: [id, ...kinds.map(({ value }) => value)].join(' ') },
          name: alone ? name : `${name} (${said.join(', ')})`,
        }
      })
    })
    return { takers, shapes: shapesOf(takers) }
  }, [channels, networks.data, words])
}

type Kind = NonNullable<ReturnType<typeof limitsByKind>[number]['kind']>

/** Kinds of post that take pictures, together where they take them alike. */
function waysOf(manifest: Manifest, limits: ChannelLimits): { kinds: Kind[]; rule: ImageRule }[] {
  const ways = new Map<string, { kinds: Kind[]; rule: ImageRule }>()
  for (const { kind, limits: found } of limitsByKind(manifest, limits)) {
    const rule = found.media.images
    if (!rule) continue
    const { mime, maxBytes, maxPixels, maxSide, shape } = rule
    const key = JSON.stringify([mime, maxBytes, maxPixels, maxSide, shape])
    const way = ways.get(key) ?? { kinds: [], rule }
    if (kind) way.kinds.push(kind)
    ways.set(key, way)
  }
  return [...ways.values()]
}

function shapesOf(takers: readonly Taker[]): Shape[] {
  const found = new Map<string, Map<string, NetworkFace>>(common.map((key) => [key, new Map()]))
  for (const { rule, face } of takers)
    for (const [width, height] of rule.shape?.good ?? []) {
      const key = `${width}:${height}`
      const faces = found.get(key) ?? new Map<string, NetworkFace>()
      found.set(key, faces.set(face.id, face))
    }
  return [...found].map(([key, faces]) => {
    const [width = 1, height = 1] = key.split(':').map(Number)
    return { key, ratio: width / height, faces: [...faces.values()] }
  })
}
