import type { Pack } from '../pack.ts'
import { base } from './base.ts'
import { de } from './de.ts'
import { eu } from './eu.ts'
import { fr } from './fr.ts'
import { gb } from './gb.ts'
import { india } from './in.ts'
import { ru } from './ru.ts'
import { us } from './us.ts'

/** The strictest first: of several that say the same it is the one that speaks. */
export const packs: readonly Pack[] = [ru, gb, de, fr, us, india, eu, base]
