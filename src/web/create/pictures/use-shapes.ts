import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { NetworkList } from '../../../modules/channels/joining/contract.ts'
import { limitsOf } from '../../../networks/kit/limits.ts'
import type { ChannelLimits, ImageRule, Manifest } from '../../../networks/kit/manifest.ts'
import { useChannels } from '../../api/channels.ts'
import { ask } from '../../api/query.ts'
import type { NetworkFace } from '../../kit/network.tsx'

export type Shape = { key: string; ratio: number; faces: readonly NetworkFace[] }
export type Taker = { id: string; name: string; face: NetworkFace; rule: ImageRule }

/** What is cut most often, whatever the channels. */
const common = ['1:1', '4:5', '3:2', '16:9', '9:16']

/** Shapes to crop to, each with the networks that show it well, and the channels with what they take. */
export function useShapes(): { shapes: readonly Shape[]; takers: readonly Taker[] } {
  const channels = useChannels()
  const networks = useQuery(
    ask({ topic: 'workspace', path: '/networks', schema: NetworkList, fresh: Number.POSITIVE_INFINITY }),
  )
  return useMemo(() => {
    const manifests = new Map((networks.data?.items ?? []).map((one) => [one.id, one as unknown as Manifest]))
    const takers = [...(channels?.values() ?? [])].flatMap(({ id, name, face, network, limits, state }) => {
      const manifest = manifests.get(network)
      if (!manifest || state === 'removed') return []
      const rule = limitsOf(manifest, limits as ChannelLimits).media.images
      return rule ? [{ id, name, face, rule }] : []
    })
    return { takers, shapes: shapesOf(takers) }
  }, [channels, networks.data])
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
