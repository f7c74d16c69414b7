// What a page must hold, looked at in the browser: contrast of every text with
// what lies behind it, and that nothing is cut off. Gives a list of complaints.
(() => {
  const complaints = [];
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  // rgba reads any colour of CSS, as [red, green, blue, alpha], 0 to 1.
  const known = new Map();
  const rgba = colour => {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(colour, [r / 255, g / 255, b / 255, a / 255]);
    }
    return known.get(colour);
  };
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  // behind is the colour that an element stands on, and opacity how much of its own
  // colour shows: both go by all that it stands in.
  const grounds = new Map(), opacities = new Map();
  const behind = e => {
    if (!e) return rgba("#fff");
    if (!grounds.has(e)) grounds.set(e, over(rgba(getComputedStyle(e).backgroundColor), behind(e.parentElement)));
    return grounds.get(e);
  };
  const opacity = e => {
    if (!e) return 1;
    if (!opacities.has(e)) opacities.set(e, Number(getComputedStyle(e).opacity) * opacity(e.parentElement));
    return opacities.get(e);
  };
  const linear = x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
  const name = e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + [...e.classList].map(c => "." + c).join("");
  const shown = e => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });

  const seen = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = texts.nextNode());) {
    const e = node.parentElement;
    if (!node.data.trim() || !shown(e) || e.closest("[disabled], .hidden, .skip, script")) continue;
    const style = getComputedStyle(e), ground = behind(e), ink = rgba(style.color);
    const colour = over([...ink.slice(0, 3), ink[3] * opacity(e)], ground);
    const size = parseFloat(style.fontSize), large = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
    const ratio = contrast(colour, ground), least = large ? 3 : 4.5;
    const key = name(e) + name(e.parentElement) + ratio.toFixed(2);
    if (ratio < least && !seen.has(key)) complaints.push(`contrast ${ratio.toFixed(2)} of ${name(e.parentElement)} > ${name(e)} "${node.data.trim().slice(0, 40)}"`);
    seen.add(key);
  }
  // The edge of a field and the mark of a focus must stand out at 3 : 1, where
  // the field does not by its ground.
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a.button")) {
    if (!shown(e)) continue;
    const style = getComputedStyle(e);
    if (e.matches("input[type=checkbox], input[type=radio], input[type=file], button, a.button")) continue;
    const edge = contrast(over(rgba(style.borderTopColor), behind(e.parentElement)), behind(e.parentElement));
    if (edge < 3 && !seen.has("edge" + name(e))) complaints.push(`edge ${edge.toFixed(2)} of ${name(e)}`);
    seen.add("edge" + name(e));
  }

  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth + 1) complaints.push(`the page is ${page.scrollWidth} wide in a window of ${page.clientWidth}`);
  for (const e of document.querySelectorAll("button, a.button, .pill, th, label, dt, h1, h2, h3, footer.pages, .acts, .figure span")) {
    if (shown(e) && !e.closest(".hidden") && !e.matches(".hidden") && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline") complaints.push(`cut off: ${name(e)} "${e.innerText.slice(0, 40)}" ${e.scrollWidth} > ${e.clientWidth}`);
  }
  for (const e of document.querySelectorAll("select, input[name^=lang-], input[name^=gender-]")) {
    if (!shown(e)) continue;
    const style = getComputedStyle(e);
    canvas.font = style.font;
    const text = e.matches("select") ? e.selectedOptions[0].text : e.value;
    const wide = canvas.measureText(text).width, room = e.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - (e.matches("select") ? 16 : 0);
    if (wide > room + 4) complaints.push(`cut off: ${name(e)}[name=${e.name}] "${text}" ${wide.toFixed()} > ${room.toFixed()}`);
  }
  // The filters may be scrolled on a phone; elsewhere they must have room.
  for (const e of document.querySelectorAll(".filters, .states, .fields")) {
    const parent = e.parentElement.getBoundingClientRect(), mine = e.getBoundingClientRect();
    if (mine.right > parent.right + 1 || e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === "visible") complaints.push(`no room for ${name(e)}: ${e.scrollWidth} > ${e.clientWidth}`);
  }
  const dialog = document.querySelector("dialog[open]"), box = dialog || page;
  for (const e of (dialog || document.querySelector("main")).querySelectorAll("*")) {
    if (!shown(e)) continue;
    const r = e.getBoundingClientRect();
    if (r.width && r.right > box.getBoundingClientRect().right + 1 && !e.closest(".scroll, .states, .fields, nav, svg, .hidden, .kwic, .row")) { complaints.push(`beyond the edge: ${name(e)} "${(e.innerText || "").slice(0, 30)}"`); break; }
  }
  return complaints;
})()
