import { unwrap, type Numbers } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { PageHeading } from '../ui/page-heading.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { text as commonText } from '../ui/text.js';
import { usePageTitle } from '../ui/use-page-title.js';
import { usePolled } from '../ui/use-polled.js';
import { Chart } from './chart.js';
import { text } from './text.js';

const REFRESH_MS = 10_000;

/** The numbers of the last hour, with small charts. */
export function NumbersRoom({ session }: { readonly session: Session }) {
  const t = useText(text);
  const { loading } = useText(commonText);
  usePageTitle(t.heading);
  const { data, error } = usePolled((signal) => unwrap(session.client.GET('/v1/numbers', { signal })), REFRESH_MS, [
    session,
  ]);
  return (
    <div class="console">
      <PageHeading>{t.heading}</PageHeading>
      <ProblemNotice error={error} />
      {data ? <Figures numbers={data} /> : error === undefined && <p class="muted loading">{loading}</p>}
    </div>
  );
}

function Figures({ numbers }: { readonly numbers: Numbers }) {
  const t = useText(text);
  const { number } = useFormats();
  const { minutes, stock, acceptance_p50_ms: p50, acceptance_p99_ms: p99 } = numbers;
  const declined = minutes.reduce((sum, minute) => sum + minute.declined, 0);
  const rate = numbers.decline_rate;
  const figures: readonly (readonly [string, string])[] = [
    [t.placed, number(numbers.placed)],
    [t.inFlight, number(numbers.in_flight)],
    [t.expiring, number(numbers.expiring)],
    [t.declined, number(declined)],
    [t.declineRate, rate === null ? t.unknown : t.percent(number(Math.round(rate * 1_000) / 10))],
  ];
  return (
    <>
      <dl class="figures">
        {figures.map(([name, value]) => (
          <div key={name} class="card">
            <dt class="muted small">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="charts">
        <Chart
          title={t.perMinute}
          series={[
            { id: 'placed', values: minutes.map(({ placed }) => placed) },
            { id: 'declined', values: minutes.map((minute) => minute.declined) },
          ]}
          format={(value) => value}
        />
        <Chart
          title={t.acceptance}
          series={[
            { id: 'p50', values: minutes.map((minute) => minute.acceptance_p50_ms) },
            { id: 'p99', values: minutes.map((minute) => minute.acceptance_p99_ms) },
          ]}
          format={t.ms}
          note={p50 === null || p99 === null ? t.thisProcess : t.acceptanceOf(t.ms(number(p50)), t.ms(number(p99)))}
        />
      </div>
      <section class="card stock-totals" aria-labelledby="stock-totals">
        <h2 id="stock-totals">{t.stock}</h2>
        <ul>
          {(
            [
              [stock.available, t.available],
              [stock.reserved, t.reserved],
              [stock.sold_out, t.soldOut],
              [stock.low, t.low],
            ] as const
          ).map(([value, name]) => (
            <li key={name}>
              <strong>{number(value)}</strong> {name}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
