// Pages as plain records, and the least change from one to the next: what is typed, focus and scroll stay.

// h("p.note", {id: "x"}, "text", other): one element. Text is always text, never HTML.
export function h(name, props, ...kids) {
  if (props === null || typeof props !== "object" || Array.isArray(props) || props.tag) {
    kids = props === undefined ? kids : [props, ...kids];
    props = {};
  }
  const [tag, ...classes] = name.split(".");
  if (classes.length) props = {...props, class: [...classes, props.class].filter(Boolean).join(" ")};
  return {tag, props, kids: kids.flat(Infinity).filter(k => k !== null && k !== undefined && k !== false && k !== "")};
}

// Whoever was on a button that is gone is taken to the page, not to nowhere.
export function render(root, kids) {
  const was = root.contains(document.activeElement);
  patch(root, [kids].flat(Infinity).filter(Boolean));
  if (was && document.activeElement === document.body) document.getElementById("main").focus({preventScroll: true});
}

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = new Set(["svg", "path", "circle", "rect", "line", "polygon", "polyline", "text", "g", "title"]);

function patch(root, kids) {
  const old = [...root.childNodes];
  const keyed = new Map(old.filter(n => n.record?.props?.key).map(n => [n.record.props.key, n]));
  kids.forEach((kid, n) => {
    const here = root.childNodes[n];
    const found = kid.props?.key ? keyed.get(kid.props.key) : here && !here.record?.props?.key ? here : undefined;
    const node = found && fits(found, kid) ? update(found, kid) : create(kid);
    if (node !== root.childNodes[n]) root.insertBefore(node, root.childNodes[n] || null);
  });
  while (root.childNodes.length > kids.length) root.lastChild.remove();
}

const fits = (node, kid) =>
  typeof kid === "object" ? node.record?.tag === kid.tag && node.record.props.key === kid.props.key
    : node.nodeType === Node.TEXT_NODE;

function create(kid) {
  if (typeof kid !== "object") return document.createTextNode(kid);
  const node = SHAPES.has(kid.tag) ? document.createElementNS(SVG, kid.tag) : document.createElement(kid.tag);
  node.record = {tag: kid.tag, props: {}};
  return update(node, kid);
}

function update(node, kid) {
  if (typeof kid !== "object") {
    if (node.data !== String(kid)) node.data = kid;
    return node;
  }
  const before = node.record.props, after = kid.props;
  for (const name of Object.keys(before)) if (!(name in after)) set(node, name, null);
  patch(node, kid.kids);                       // a list's entries first, then which of them is chosen
  for (const [name, value] of Object.entries(after)) if (before[name] !== value) set(node, name, value);
  if ("value" in after && node.value !== String(after.value ?? "")) node.value = after.value ?? "";     // typed since
  node.record = {tag: kid.tag, props: after};
  return node;
}

function set(node, name, value) {
  if (name === "key") return;
  if (name.startsWith("on")) node[name] = value;
  else if (["value", "checked", "disabled", "open"].includes(name)) node[name] = value ?? (name === "value" ? "" : false);
  else if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : value);
}
