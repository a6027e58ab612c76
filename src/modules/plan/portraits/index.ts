export {
  type Ages,
  agesOf,
  codeOf,
  countriesOf,
  oldest,
  type Parts,
  type People,
  peopleOf,
} from './people.ts'
