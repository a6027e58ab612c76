import { defineErrors } from '../../../platform/errors.ts'

export const cardError = defineErrors('card', {
  unreachable: [
    'unavailable',
    'The page at {host} cannot be read now. The link goes out without a card, or write the card yourself.',
  ],
  not_a_page: ['invalid', 'What is at this address is no web page ({type}), so it has no card.'],
})
