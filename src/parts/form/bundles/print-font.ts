/** The font that answers are printed in, as bytes. */
export { default as font } from 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf';
