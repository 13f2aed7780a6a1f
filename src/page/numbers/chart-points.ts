/** The drawing area, in units of the SVG. */
export const WIDTH = 300;
export const HEIGHT = 80;

/** A top of the scale that is easy to read: 1, 2 or 5 times a power of ten, and at least 1. */
export function scaleTop(values: readonly (number | null)[]): number {
  const largest = Math.max(1, ...values.filter((value) => value !== null));
  const power = 10 ** Math.floor(Math.log10(largest));
  return ([1, 2, 5, 10].find((step) => step * power >= largest) ?? 10) * power;
}

/** The path of a line through values in equal distances. A missing value interrupts the line. */
export function linePath(values: readonly (number | null)[], top: number): string {
  const step = WIDTH / Math.max(1, values.length - 1);
  let isDrawing = false;
  const commands = values.map((value, index) => {
    if (value === null) {
      isDrawing = false;
      return '';
    }
    const command = `${isDrawing ? 'L' : 'M'}${round(index * step)} ${round(HEIGHT - (value / top) * HEIGHT)}`;
    // A single point is drawn as a dot by its round cap.
    const dot = isDrawing || values[index + 1] !== null ? '' : 'h0';
    isDrawing = true;
    return command + dot;
  });
  return commands.join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
