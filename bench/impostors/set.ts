import type { Account, House } from './account.ts'
import { someBrand } from './brands.ts'
import { type Chance, chanceOf } from './chance.ts'
import { someImpostor } from './impostors.ts'
import { someInnocent } from './innocents.ts'
import { someSign } from './pictures.ts'

export type Neighbourhood = { house: House; accounts: Account[] }

/** Brands, each with those who pass themselves off as it and those who only look like it, as many of both. */
export async function someSet(seed: number, brands: number, each: number): Promise<Neighbourhood[]> {
  const chance = chanceOf(seed)
  const found: Neighbourhood[] = []
  for (let n = 0; n < brands; n++) {
    const house = await someHouse(chance)
    const accounts: Account[] = []
    for (let k = 0; k < each; k++) {
      accounts.push(await someImpostor(house, chance))
      accounts.push(await someInnocent(house, chance))
    }
    found.push({ house, accounts })
  }
  return found
}

const someHouse = async (chance: Chance): Promise<House> => ({
  brand: someBrand(chance),
  picture: await someSign(chance),
  ageDays: 400 + chance.upTo(2600),
  followers: chance.wide(3000, 1.2) + 60,
  posts: 200 + chance.upTo(3000),
})
