import { useWords } from '../../kit/words.ts'
import type { Network, Way } from '../use-networks.ts'
import { PlacePicture } from './place-picture.tsx'
import { useGuide } from './use-guide.ts'

/** Where the values that a way asks for are found at the network, in pictures. */
export default function GuidedWay({ network, way }: { network: Network; way: Way }) {
  const t = useWords('guides')
  const guide = useGuide(network.id)
  const places = guide?.ways?.[way.id]
  if (!places) return null
  const sight = {
    network,
    speaks: guide.speaks,
    fields: way.fields,
    form: `ways.${way.id}.fields`,
    values: {},
  }
  return (
    <details>
      <summary className="w-fit min-h-6 cursor-pointer text-base font-medium text-accent hover:underline touch:py-3">
        {t('inPictures')}
      </summary>
      {places.map((place) => (
        <PlacePicture key={JSON.stringify(place)} place={place} sight={sight} />
      ))}
    </details>
  )
}
