import type { ReactNode } from 'react'
import { useNetworkWords } from '../../api/network-words.ts'

type Props = {
  network: string
  /** Where their words stand below the network: `app.steps`. */
  form: string
  steps: readonly string[]
  /** What stands under a step, by its number. */
  under?: (step: number) => ReactNode
}

/** What is to be done at a network, step by step. */
export function StepsInWords({ network, form, steps, under }: Props) {
  const say = useNetworkWords()
  return (
    <ol className="flex list-decimal flex-col gap-3 pl-5 text-base">
      {steps.map((step, place) => (
        <li key={step}>
          {say(network, step, `${form}.${place}`)}
          {under?.(place)}
        </li>
      ))}
    </ol>
  )
}
