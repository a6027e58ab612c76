import { Image, ImageOff } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'
import { PlacePicture } from './place-picture.tsx'
import { StepsInWords } from './steps-in-words.tsx'
import { type Sight, useGuide } from './use-guide.ts'

type Props = Omit<Sight, 'speaks' | 'form'> & {
  part: 'app' | 'webhooks'
  steps: readonly string[]
  /** For who has done it already: the pictures are a press away. */
  folded?: boolean
}

/** The steps at a network, each with a picture of where it is done. */
export default function GuidedSteps({ part, steps, folded = false, ...sight }: Props) {
  const t = useWords('guides')
  const { network } = sight
  const guide = useGuide(network.id)
  const [shown, setShown] = useState(!folded)
  const words = { network: network.id, form: `${part}.steps`, steps }
  if (!guide?.[part]) return <StepsInWords {...words} />
  const places = guide[part]
  return (
    <div className="flex flex-col gap-3">
      <Button
        size="small"
        look="quiet"
        className="-ml-2.5 self-start"
        icon={shown ? ImageOff : Image}
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        {t(shown ? 'hide' : 'show')}
      </Button>
      <StepsInWords
        {...words}
        under={(step) =>
          shown &&
          places[step]?.map((place) => (
            <PlacePicture
              key={JSON.stringify(place)}
              place={place}
              sight={{ ...sight, speaks: guide.speaks, form: `${part}.fields` }}
            />
          ))
        }
      />
    </div>
  )
}
