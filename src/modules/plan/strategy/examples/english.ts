import type { WrittenExample } from './written.ts'

export const english: readonly WrittenExample[] = [
  {
    id: 'bakery',
    name: 'A bakery in a quarter',
    about: 'One shop, three people, regulars on foot; orders for the morning.',
    strategy: {
      team: {
        people: [
          { name: 'The owner', does: 'plans on Mondays, answers reviews, decides what is said' },
          { name: 'The baker', does: 'takes a picture of what comes out of the oven' },
          { name: 'Whoever is at the counter', does: 'answers messages until closing time' },
        ],
        words:
          'Six hours a week together. The phone with the accounts lies behind the counter; who opens in the morning looks first.',
      },
      objective: {
        objective: 'sales',
        why: 'From Monday to Wednesday the shop is half empty, and a half oven costs as much as a full one. Orders made the evening before fill it.',
      },
      listening: {
        ours: 'People praise the rye bread and say that it is sold out by eleven. Two reviews complain that nobody picks up the phone.',
        field:
          'The supermarket shows prices every day and nobody comments. The pastry shop two streets away answers every question and is liked for it.',
        asked: 'Can I order for tomorrow? What is in it? Are you open on the holiday?',
      },
      audience: {
        whom: 'Parents and people who work from home, within fifteen minutes on foot, 28 to 50 years old.',
        need: 'Good bread for breakfast without queueing, and to know what is in it. What keeps them: it is sold out when they come.',
        where:
          'On the phone at nine in the evening and at half past seven in the morning: Instagram, the Facebook group of the quarter.',
        notFor: 'Bargain hunters from the other end of the city.',
      },
      metrics: {
        words:
          '60 orders a week made the evening before, from 15 today, within six months. Less than one tray a day left over. Set both as goals.',
      },
      positioning: {
        oneThing: 'Bread with three ingredients and a name behind it.',
        voice: 'Warm, short, in the words of the counter. We say “you”, and we say what a thing costs.',
        human: 'Every post shows hands or a face. Who answers signs with a first name.',
        never: 'No jokes about diets, nothing against other bakers, no promise that the oven cannot keep.',
      },
      channels: {
        words:
          'Instagram: what is fresh today, four times a week, one short film on Thursdays. Facebook: opening hours, orders, the group of the quarter, three times a week. No third channel before the summer.',
      },
      rhythm: {
        every: 'quarter',
        questions: 'What brought people into the shop? What did nobody miss? Do six hours still suffice?',
      },
    },
  },
  {
    id: 'machines',
    name: 'A machine builder that sells to companies',
    about: 'Packaging machines, long decisions, few buyers who ask much.',
    strategy: {
      team: {
        people: [
          { name: 'Marketing', does: 'plans, writes, keeps the calendar; twelve hours a week' },
          {
            name: 'An engineer from service',
            does: 'explains one thing a week in front of the camera; one hour',
          },
          { name: 'Head of sales', does: 'says what customers ask, takes over enquiries within a day' },
        ],
        words:
          'Fourteen hours a week. Whatever names a customer is read by that customer before it goes out.',
      },
      objective: {
        objective: 'leads',
        why: 'Sales closes one in five conversations but has too few of them. One more enquiry a week pays for all of this work.',
      },
      listening: {
        ours: 'Service is praised; the website is said to hide prices and delivery times. Hardly anybody knows that we retrofit.',
        field:
          'Competitors show trade fairs and handshakes. Posts with a real line running and a number in them are the ones that are shared.',
        asked:
          'How long does a changeover take? Does it fit our old line? Who comes when it stands still at night?',
      },
      audience: {
        whom: 'Production managers and owners of food makers with 50 to 300 people; buyers join later and ask for figures.',
        need: 'Less standstill and no risk in the change. What keeps them: nobody wants to stop a line that runs.',
        where:
          'LinkedIn before work and on Sunday evening, films on YouTube when something is broken, two trade fairs a year.',
        notFor: 'Start-ups without a hall, and tinkerers who want one spare part.',
      },
      metrics: {
        words:
          'Six enquiries a month that sales calls good, from two today, by the end of the year. 300 visits a month to the page about retrofits. Set both as goals.',
      },
      positioning: {
        oneThing: 'Your old line, faster within a weekend.',
        voice: 'Exact and plain. A number, how it was measured, and where it does not hold.',
        human: 'Engineers speak under their own names and show what went wrong, too.',
        never:
          'No superlatives, no figures of a customer without their yes, nothing about competitors’ machines.',
      },
      channels: {
        words:
          'LinkedIn: two posts a week, one of them a measured case. YouTube: one film of three minutes a month about a question from service. The newsletter goes to those who asked for it.',
      },
      rhythm: {
        every: 'quarter',
        questions:
          'Which enquiries began with a post? What did sales hear that we have not answered? What can engineers no longer see?',
      },
    },
  },
  {
    id: 'school',
    name: 'A language school',
    about: 'Evening courses for adults, two intakes a year, teachers who are known by name.',
    strategy: {
      team: {
        people: [
          { name: 'The head of the school', does: 'plans, approves, speaks with the press' },
          { name: 'The office', does: 'answers messages on weekdays from 9 to 18' },
          { name: 'Two teachers', does: 'one small lesson each a week, one minute long' },
        ],
        words: 'Eight hours a week, twelve in the six weeks before an intake.',
      },
      objective: {
        objective: 'leads',
        why: 'A course begins from eight people on. Whoever comes to a trial lesson stays in six of ten cases, so we want trial lessons.',
      },
      listening: {
        ours: 'Teachers are praised by name. People complain that they do not know which level is theirs.',
        field:
          'Apps promise a language in three weeks; people joke about it and feel guilty for having stopped.',
        asked: 'Which level am I? What if I miss an evening? Is there a certificate for work?',
      },
      audience: {
        whom: 'Adults from 25 to 45 who need the language for work or for a family in two countries.',
        need: 'To speak without shame, and a time that fits after work. What keeps them: they have failed once before.',
        where:
          'Instagram in the evening, groups of newcomers on Facebook and Telegram, on the way home with headphones.',
        notFor: 'Children, and those who only want the paper.',
      },
      metrics: {
        words:
          '40 trial lessons in each intake, from 22. Eight of ten questions answered within two hours in the daytime. Set both as goals.',
      },
      positioning: {
        oneThing: 'The place where you dare to speak.',
        voice: 'Patient and cheerful. Short sentences that a learner understands.',
        human: 'Teachers show their own mistakes in the languages they are learning.',
        never: 'We laugh at nobody’s accent, and promise no language in weeks.',
      },
      channels: {
        words:
          'Instagram: three small lessons a week and one story from a course. Facebook and Telegram: dates and answers, twice a week. Before an intake a post every day for two weeks.',
      },
      rhythm: {
        every: 'half_year',
        questions:
          'From where did those come who stayed? Which lesson was saved most? Which question should not have to be asked again?',
      },
    },
  },
  {
    id: 'museum',
    name: 'A city museum',
    about: 'A public house with a small team, three exhibitions a year and school classes.',
    strategy: {
      team: {
        people: [
          { name: 'Public relations', does: 'plans and writes, ten hours a week' },
          { name: 'A curator, in turn', does: 'one object a week, and reads what is said about it' },
          { name: 'The ticket desk', does: 'collects what visitors ask, answers on weekends' },
        ],
        words: 'Fifteen hours a week. Rights to pictures are asked before a post is written, not after.',
      },
      objective: {
        objective: 'awareness',
        why: 'Half of the city has never been inside. Who has been here once comes again; so we must first be known to those who pass by.',
      },
      listening: {
        ours: 'Visitors love the café and the tower room and find the opening hours confusing. Teachers wish for material in advance.',
        field:
          'Large museums show masterpieces. Small ones are shared when they tell something about a street that people know.',
        asked: 'Is it free on Sundays? Can I come with a pram? What was in our house before?',
      },
      audience: {
        whom: 'People of the city who do not go to museums: families with children from 4 to 12, and newcomers.',
        need: 'Something for a rainy Sunday that costs little and bores nobody. What keeps them: they think that one has to know something first.',
        where:
          'Instagram and TikTok in the evening, Facebook groups of the quarters on the weekend, screens in the tram.',
        notFor: 'Specialists; for them there are the catalogue and the mailing list.',
      },
      metrics: {
        words:
          '15 % more first visits within a year, counted at the desk. 1,000 residents a month who see at least one post about their own street. Set both as goals.',
      },
      positioning: {
        oneThing: 'Your street has a story, and it is here.',
        voice: 'Curious, without foreign words, with one surprising detail.',
        human: 'We show who dusts, repairs and doubts. We say when we do not know something.',
        never: 'We do not lecture, do not judge the living, and show no picture without its rights.',
      },
      channels: {
        words:
          'Instagram: an object on Tuesday, a street on Thursday, children on Saturday. TikTok: one film a week from behind the scenes. Facebook: events and answers in the groups of the quarters.',
      },
      rhythm: {
        every: 'quarter',
        questions:
          'Which street brought people? Who still does not come? What did visitors ask at the desk that we can show?',
      },
    },
  },
  {
    id: 'shop',
    name: 'An online shop',
    about: 'Sends garden tools all over the country; many questions, a strong season.',
    strategy: {
      team: {
        people: [
          { name: 'Content', does: 'plans, films, writes; sixteen hours a week' },
          { name: 'Service', does: 'answers within two hours, reports what breaks' },
          { name: 'Advertising', does: 'pays for what has already worked, within the month’s budget' },
        ],
        words:
          'Twenty-two hours a week, thirty from March to May. Service may promise a replacement without asking.',
      },
      objective: {
        objective: 'loyalty',
        why: 'A first order costs more in advertising than it brings. Who orders a second time within a year pays for both.',
      },
      listening: {
        ours: 'The spade is loved, the parcel is said to be too large, the instructions too small. People send pictures of their beds.',
        field:
          'Others shout discounts. What is saved and shared are plans of what to do this week in the garden.',
        asked: 'Which one for clay? Can I get the handle alone? When do I have to cut it?',
      },
      audience: {
        whom: 'People with a small garden or an allotment, 35 to 65, who have bought from us once.',
        need: 'To know what is to be done now, and with what. What keeps them: they forget us after the season.',
        where:
          'YouTube when something is unclear, Facebook groups of gardeners, Pinterest in winter, mail on Friday.',
        notFor: 'Professional gardeners, who have other prices and other questions.',
      },
      metrics: {
        words:
          '30 % of those who ordered order again within a year, from 21 %. Reviews above 4.6. Set the first as a goal and keep the second as its floor.',
      },
      positioning: {
        oneThing: 'One tool for life, and the handle alone if it breaks.',
        voice: 'Like a neighbour over the fence: practical, dry, never in a hurry.',
        human: 'Service is shown at the bench; we publish what broke and what we changed.',
        never: 'No false last pieces, no countdowns, no poison.',
      },
      channels: {
        words:
          'YouTube: one film a week in the season, two a month in winter. Facebook and Pinterest: the week in the garden, every Friday. Mail for those who bought, twice a month.',
      },
      rhythm: {
        every: 'quarter',
        questions: 'Who came a second time, and after which post? What broke? What do we stop?',
      },
    },
  },
]
