import { useFormats, useText } from '../i18n/use-language.js';
import { lookUp } from '../ui/look-up.js';
import { HEIGHT, linePath, scaleTop, WIDTH } from './chart-points.js';
import { text } from './text.js';

interface Series {
  /** Names the series in the table of texts, and its colour. */
  readonly id: string;
  /** By minute; null where nothing was measured. */
  readonly values: readonly (number | null)[];
}

interface Props {
  readonly title: string;
  readonly series: readonly Series[];
  /** Formats a value of the scale. */
  readonly format: (value: string) => string;
  readonly note?: string;
}

/** A small line chart of the last hour. */
export function Chart({ title, series, format, note }: Props) {
  const t = useText(text);
  const { number } = useFormats();
  const all = series.flatMap(({ values }) => values);
  const top = scaleTop(all);
  const largest = Math.max(0, ...all.filter((value) => value !== null));
  return (
    <figure class="chart card">
      <figcaption>
        <strong>{title}</strong>
        {series.length > 1 && (
          <span class="chart-legend small">
            {series.map(({ id }) => (
              <span key={id} class={`series ${id}`}>
                {lookUp(t.series, id)}
              </span>
            ))}
          </span>
        )}
      </figcaption>
      <p class="muted small chart-scale">{format(number(top))}</p>
      <svg
        viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t.chart(title, format(number(largest)))}
      >
        <path class="axis" d={`M0 0H${WIDTH}M0 ${HEIGHT}H${WIDTH}`} />
        {series.map(({ id, values }) => (
          <path key={id} class={`line ${id}`} d={linePath(values, top)} />
        ))}
      </svg>
      {note !== undefined && <p class="muted small chart-note">{note}</p>}
    </figure>
  );
}
