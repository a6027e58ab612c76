import type { Written } from './written.ts'

export const english: Written = {
  b2c: {
    name: 'Anna, who decides about breakfast in the evening',
    portrait:
      'Anna has two children and works three days a week from home. At nine in the evening, when it is quiet, she looks at her phone and thinks of tomorrow. She does not want to cook more, but to eat better, and is glad of every decision that somebody takes off her. She follows shops that answer, and leaves those that shout.',
    facts: {
      place: 'A city quarter with schools, fifteen minutes on foot from the shop',
      language: 'Speaks the language of the country, reads English menus without trouble',
      income: 'Middle; counts on Monday, not on Saturday',
      job: 'Employed in an office, partly at home',
      interests: 'School, food, what happens in the quarter',
      devices: 'Phone; a computer only at work',
      values: 'Honest ingredients, people with names, little rubbish',
      motives: 'A good morning without effort',
      pains: 'Sold out when she comes; nobody picks up the phone; queues with a pram',
      buying: 'Decides in minutes, the evening before; comes twice a week if it worked once',
    },
  },
  b2b: {
    name: 'Martin, who answers for a production line',
    portrait:
      'Martin runs the production of a food maker with 120 people. When the line stands still, his phone rings. He knows what he needs, but not how to get it through: the owner asks for figures, purchasing for three offers, the works council for quiet. He reads before six in the morning and trusts whoever shows how something was measured.',
    facts: {
      place: 'A small town with industry, an hour from the next city',
      language: 'Reads instructions in English, decides in his own language',
      job: 'Head of production; proposes up to 200,000, decides alone up to 10,000',
      industry: 'Food and packaging, 50 to 300 people',
      interests: 'Standstill, changeover times, people who know their machine',
      devices: 'Computer in the office, phone in the hall',
      values: 'Reliability, plain words, spare parts in ten years',
      motives: 'Fewer calls at night; to be able to show a number to the owner',
      pains: 'Nobody stops a line that runs; sellers who vanish after the signature',
      buying: 'Nine to fifteen months; four people have a say; it begins with a breakdown or a new customer',
    },
  },
}
