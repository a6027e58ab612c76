import { inLanguageOf, type Letters } from '../../../../platform/mail/words.ts'
import { Strategy, type StrategyExample } from '../contract.ts'
import { english } from './english.ts'
import { latvian } from './latvian.ts'
import { russian } from './russian.ts'
import { thai } from './thai.ts'
import { vietnamese } from './vietnamese.ts'
import type { WrittenExample } from './written.ts'

const all: Letters<readonly WrittenExample[]> = {
  ...{ en: english, lv: latvian, ru: russian, th: thai, vi: vietnamese },
}

/** Strategies to begin from, every part of them written. */
export const strategyExamples = (language: string | undefined): StrategyExample[] =>
  inLanguageOf(all, language ?? null).map(({ strategy, ...rest }) => ({
    ...rest,
    strategy: Strategy.parse(strategy),
  }))
