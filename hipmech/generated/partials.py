"""Partial derivatives of each equation. Written by ``python -m hipmech.derivation``: change the equations, not this file."""

from collections.abc import Callable
from typing import Any

from numpy import cos, cosh, exp, heaviside, maximum, sin, sinh, sqrt

PARTIALS: dict[str, dict[str, Callable[..., Any]]] = {
    'abductor_arm': {
        'origin_lateral': lambda origin_lateral, origin_up, insertion_lateral, insertion_up, abductor_length: -insertion_up/abductor_length,
        'origin_up': lambda origin_lateral, origin_up, insertion_lateral, insertion_up, abductor_length: insertion_lateral/abductor_length,
        'insertion_lateral': lambda origin_lateral, origin_up, insertion_lateral, insertion_up, abductor_length: origin_up/abductor_length,
        'insertion_up': lambda origin_lateral, origin_up, insertion_lateral, insertion_up, abductor_length: -origin_lateral/abductor_length,
        'abductor_length': lambda origin_lateral, origin_up, insertion_lateral, insertion_up, abductor_length: -(insertion_lateral*origin_up - insertion_up*origin_lateral)/abductor_length**2,
    },
    'abductor_capacity': {
        'capacity_per_mass': lambda capacity_per_mass, body_mass, abductor_strength, muscle_strength, lever_gain, length_gain: abductor_strength*body_mass*length_gain*lever_gain*muscle_strength,
        'body_mass': lambda capacity_per_mass, body_mass, abductor_strength, muscle_strength, lever_gain, length_gain: abductor_strength*capacity_per_mass*length_gain*lever_gain*muscle_strength,
        'abductor_strength': lambda capacity_per_mass, body_mass, abductor_strength, muscle_strength, lever_gain, length_gain: body_mass*capacity_per_mass*length_gain*lever_gain*muscle_strength,
        'muscle_strength': lambda capacity_per_mass, body_mass, abductor_strength, muscle_strength, lever_gain, length_gain: abductor_strength*body_mass*capacity_per_mass*length_gain*lever_gain,
        'lever_gain': lambda capacity_per_mass, body_mass, abductor_strength, muscle_strength, lever_gain, length_gain: abductor_strength*body_mass*capacity_per_mass*length_gain*muscle_strength,
        'length_gain': lambda capacity_per_mass, body_mass, abductor_strength, muscle_strength, lever_gain, length_gain: abductor_strength*body_mass*capacity_per_mass*lever_gain*muscle_strength,
    },
    'abductor_force': {
        'abductor_moment': lambda abductor_moment, abductor_arm: abductor_arm**(-1.0),
        'abductor_arm': lambda abductor_moment, abductor_arm: -abductor_moment/abductor_arm**2,
    },
    'abductor_force_bw': {
        'abductor_force': lambda abductor_force, body_weight: body_weight**(-1.0),
        'body_weight': lambda abductor_force, body_weight: -abductor_force/body_weight**2,
    },
    'abductor_length': {
        'origin_lateral': lambda origin_lateral, origin_up, insertion_lateral, insertion_up: (-insertion_lateral + origin_lateral)/sqrt((insertion_lateral - origin_lateral)**2 + (-insertion_up + origin_up)**2),
        'origin_up': lambda origin_lateral, origin_up, insertion_lateral, insertion_up: (-insertion_up + origin_up)/sqrt((insertion_lateral - origin_lateral)**2 + (-insertion_up + origin_up)**2),
        'insertion_lateral': lambda origin_lateral, origin_up, insertion_lateral, insertion_up: (insertion_lateral - origin_lateral)/sqrt((insertion_lateral - origin_lateral)**2 + (-insertion_up + origin_up)**2),
        'insertion_up': lambda origin_lateral, origin_up, insertion_lateral, insertion_up: (insertion_up - origin_up)/sqrt((insertion_lateral - origin_lateral)**2 + (-insertion_up + origin_up)**2),
    },
    'abductor_length_change': {
        'abductor_length': lambda abductor_length, reference_abductor_length: reference_abductor_length**(-1.0),
        'reference_abductor_length': lambda abductor_length, reference_abductor_length: -abductor_length/reference_abductor_length**2,
    },
    'abductor_line_angle': {
        'origin_lateral': lambda origin_lateral, origin_up, insertion_lateral, insertion_up: -(-insertion_up + origin_up)/((insertion_lateral - origin_lateral)**2 + (-insertion_up + origin_up)**2),
        'origin_up': lambda origin_lateral, origin_up, insertion_lateral, insertion_up: (-insertion_lateral + origin_lateral)/((insertion_lateral - origin_lateral)**2 + (-insertion_up + origin_up)**2),
        'insertion_lateral': lambda origin_lateral, origin_up, insertion_lateral, insertion_up: (-insertion_up + origin_up)/((insertion_lateral - origin_lateral)**2 + (-insertion_up + origin_up)**2),
        'insertion_up': lambda origin_lateral, origin_up, insertion_lateral, insertion_up: -(-insertion_lateral + origin_lateral)/((insertion_lateral - origin_lateral)**2 + (-insertion_up + origin_up)**2),
    },
    'abductor_moment_arm': {
        'abductor_moment': lambda abductor_moment, body_weight: body_weight**(-1.0),
        'body_weight': lambda abductor_moment, body_weight: -abductor_moment/body_weight**2,
    },
    'abductor_stretch': {
        'abductor_length': lambda abductor_length, reference_abductor_length, reference_abductor_arm: reference_abductor_arm**(-1.0),
        'reference_abductor_length': lambda abductor_length, reference_abductor_length, reference_abductor_arm: -1/reference_abductor_arm,
        'reference_abductor_arm': lambda abductor_length, reference_abductor_length, reference_abductor_arm: -(abductor_length - reference_abductor_length)/reference_abductor_arm**2,
    },
    'balancing_mass': {
        'supported_mass': lambda supported_mass, carried_mass, leg_mass, leg_com_depth, hip_height: 1,
        'carried_mass': lambda supported_mass, carried_mass, leg_mass, leg_com_depth, hip_height: 1,
        'leg_mass': lambda supported_mass, carried_mass, leg_mass, leg_com_depth, hip_height: 1 - leg_com_depth/hip_height,
        'leg_com_depth': lambda supported_mass, carried_mass, leg_mass, leg_com_depth, hip_height: -leg_mass/hip_height,
        'hip_height': lambda supported_mass, carried_mass, leg_mass, leg_com_depth, hip_height: leg_com_depth*leg_mass/hip_height**2,
    },
    'balancing_weight': {
        'load_factor': lambda load_factor, gravity, balancing_mass, cane_force: balancing_mass*gravity,
        'gravity': lambda load_factor, gravity, balancing_mass, cane_force: balancing_mass*load_factor,
        'balancing_mass': lambda load_factor, gravity, balancing_mass, cane_force: gravity*load_factor,
        'cane_force': lambda load_factor, gravity, balancing_mass, cane_force: -1,
    },
    'bell_length_gain': {
        'abductor_length': lambda abductor_length, reference_abductor_length, fibre_length, force_length_width: -(2*abductor_length - 2*reference_abductor_length)*exp(-(abductor_length - reference_abductor_length)**2/(fibre_length**2*force_length_width))/(fibre_length**2*force_length_width),
        'reference_abductor_length': lambda abductor_length, reference_abductor_length, fibre_length, force_length_width: -(-2*abductor_length + 2*reference_abductor_length)*exp(-(abductor_length - reference_abductor_length)**2/(fibre_length**2*force_length_width))/(fibre_length**2*force_length_width),
        'fibre_length': lambda abductor_length, reference_abductor_length, fibre_length, force_length_width: 2*(abductor_length - reference_abductor_length)**2*exp(-(abductor_length - reference_abductor_length)**2/(fibre_length**2*force_length_width))/(fibre_length**3*force_length_width),
        'force_length_width': lambda abductor_length, reference_abductor_length, fibre_length, force_length_width: (abductor_length - reference_abductor_length)**2*exp(-(abductor_length - reference_abductor_length)**2/(fibre_length**2*force_length_width))/(fibre_length**2*force_length_width**2),
    },
    'body_weight': {
        'body_mass': lambda body_mass, gravity: gravity,
        'gravity': lambda body_mass, gravity: body_mass,
    },
    'body_weight_arm': {
        'gravity_moment': lambda gravity_moment, supported_weight: supported_weight**(-1.0),
        'supported_weight': lambda gravity_moment, supported_weight: -gravity_moment/supported_weight**2,
    },
    'contralateral_cane_arm': {
        'half_hip_distance': lambda half_hip_distance, pelvic_drop, cane_distance: cos(pelvic_drop),
        'pelvic_drop': lambda half_hip_distance, pelvic_drop, cane_distance: -half_hip_distance*sin(pelvic_drop),
        'cane_distance': lambda half_hip_distance, pelvic_drop, cane_distance: 1,
    },
    'contralateral_carried_arm': {
        'half_hip_distance': lambda half_hip_distance, pelvic_drop, load_distance: cos(pelvic_drop),
        'pelvic_drop': lambda half_hip_distance, pelvic_drop, load_distance: -half_hip_distance*sin(pelvic_drop),
        'load_distance': lambda half_hip_distance, pelvic_drop, load_distance: 1,
    },
    'contralateral_counter_shift': {
        'counter_lean': lambda counter_lean, carried_mass, load_distance, trunk_mass: carried_mass*load_distance/trunk_mass,
        'carried_mass': lambda counter_lean, carried_mass, load_distance, trunk_mass: counter_lean*load_distance/trunk_mass,
        'load_distance': lambda counter_lean, carried_mass, load_distance, trunk_mass: carried_mass*counter_lean/trunk_mass,
        'trunk_mass': lambda counter_lean, carried_mass, load_distance, trunk_mass: -carried_mass*counter_lean*load_distance/trunk_mass**2,
    },
    'femoral_offset': {
        'neck_length': lambda neck_length, neck_shaft_angle: sin(neck_shaft_angle),
        'neck_shaft_angle': lambda neck_length, neck_shaft_angle: neck_length*cos(neck_shaft_angle),
    },
    'following_trunk_sine': {
        'trunk_lean': lambda trunk_lean, pelvic_drop, counter_shift, trunk_com_length: cos(pelvic_drop - trunk_lean),
        'pelvic_drop': lambda trunk_lean, pelvic_drop, counter_shift, trunk_com_length: -cos(pelvic_drop - trunk_lean),
        'counter_shift': lambda trunk_lean, pelvic_drop, counter_shift, trunk_com_length: trunk_com_length**(-1.0),
        'trunk_com_length': lambda trunk_lean, pelvic_drop, counter_shift, trunk_com_length: -counter_shift/trunk_com_length**2,
    },
    'foot_arm': {
        'standing_foot_arm': lambda standing_foot_arm, foot_shift: 1,
        'foot_shift': lambda standing_foot_arm, foot_shift: -1,
    },
    'given_trunk_arm': {
        'lumbosacral_arm': lambda lumbosacral_arm, trunk_com_length, given_trunk_sine: 1,
        'trunk_com_length': lambda lumbosacral_arm, trunk_com_length, given_trunk_sine: -given_trunk_sine,
        'given_trunk_sine': lambda lumbosacral_arm, trunk_com_length, given_trunk_sine: -trunk_com_length,
    },
    'gravity_moment': {
        'standing_moment': lambda standing_moment, trunk_transfer, cane_force, cane_arm: 1,
        'trunk_transfer': lambda standing_moment, trunk_transfer, cane_force, cane_arm: -1,
        'cane_force': lambda standing_moment, trunk_transfer, cane_force, cane_arm: cane_arm,
        'cane_arm': lambda standing_moment, trunk_transfer, cane_force, cane_arm: cane_force,
    },
    'half_hip_distance': {
        'inter_hip_distance': lambda inter_hip_distance: 1/2,
    },
    'head_tip_lateral': {
        'femoral_offset': lambda femoral_offset, trochanter_lateral: 1,
        'trochanter_lateral': lambda femoral_offset, trochanter_lateral: 1,
    },
    'head_tip_up': {
        'trochanter_rise': lambda trochanter_rise, neck_length, neck_shaft_angle, reference_neck_shaft_angle: 1,
        'neck_length': lambda trochanter_rise, neck_length, neck_shaft_angle, reference_neck_shaft_angle: cos(neck_shaft_angle) - cos(reference_neck_shaft_angle),
        'neck_shaft_angle': lambda trochanter_rise, neck_length, neck_shaft_angle, reference_neck_shaft_angle: -neck_length*sin(neck_shaft_angle),
        'reference_neck_shaft_angle': lambda trochanter_rise, neck_length, neck_shaft_angle, reference_neck_shaft_angle: neck_length*sin(reference_neck_shaft_angle),
    },
    'hip_adduction': {
        'thigh_inclination': lambda thigh_inclination, pelvic_drop: 1,
        'pelvic_drop': lambda thigh_inclination, pelvic_drop: 1,
    },
    'hip_height': {
        'hip_height_ratio': lambda hip_height_ratio, stature: stature,
        'stature': lambda hip_height_ratio, stature: hip_height_ratio,
    },
    'insertion_lateral': {
        'tip_lateral': lambda tip_lateral, tip_up, thigh_inclination: cos(thigh_inclination),
        'tip_up': lambda tip_lateral, tip_up, thigh_inclination: sin(thigh_inclination),
        'thigh_inclination': lambda tip_lateral, tip_up, thigh_inclination: -tip_lateral*sin(thigh_inclination) + tip_up*cos(thigh_inclination),
    },
    'insertion_up': {
        'tip_lateral': lambda tip_lateral, tip_up, thigh_inclination: -sin(thigh_inclination),
        'tip_up': lambda tip_lateral, tip_up, thigh_inclination: cos(thigh_inclination),
        'thigh_inclination': lambda tip_lateral, tip_up, thigh_inclination: -tip_lateral*cos(thigh_inclination) - tip_up*sin(thigh_inclination),
    },
    'ipsilateral_cane_arm': {
        'half_hip_distance': lambda half_hip_distance, pelvic_drop, cane_distance: cos(pelvic_drop),
        'pelvic_drop': lambda half_hip_distance, pelvic_drop, cane_distance: -half_hip_distance*sin(pelvic_drop),
        'cane_distance': lambda half_hip_distance, pelvic_drop, cane_distance: -1,
    },
    'ipsilateral_carried_arm': {
        'half_hip_distance': lambda half_hip_distance, pelvic_drop, load_distance: cos(pelvic_drop),
        'pelvic_drop': lambda half_hip_distance, pelvic_drop, load_distance: -half_hip_distance*sin(pelvic_drop),
        'load_distance': lambda half_hip_distance, pelvic_drop, load_distance: -1,
    },
    'ipsilateral_counter_shift': {
        'counter_lean': lambda counter_lean, carried_mass, load_distance, trunk_mass: -carried_mass*load_distance/trunk_mass,
        'carried_mass': lambda counter_lean, carried_mass, load_distance, trunk_mass: -counter_lean*load_distance/trunk_mass,
        'load_distance': lambda counter_lean, carried_mass, load_distance, trunk_mass: -carried_mass*counter_lean/trunk_mass,
        'trunk_mass': lambda counter_lean, carried_mass, load_distance, trunk_mass: carried_mass*counter_lean*load_distance/trunk_mass**2,
    },
    'joint_reaction': {
        'joint_reaction_lateral': lambda joint_reaction_lateral, joint_reaction_up: joint_reaction_lateral/sqrt(joint_reaction_lateral**2 + joint_reaction_up**2),
        'joint_reaction_up': lambda joint_reaction_lateral, joint_reaction_up: joint_reaction_up/sqrt(joint_reaction_lateral**2 + joint_reaction_up**2),
    },
    'joint_reaction_angle': {
        'joint_reaction_lateral': lambda joint_reaction_lateral, joint_reaction_up: -joint_reaction_up/(joint_reaction_lateral**2 + joint_reaction_up**2),
        'joint_reaction_up': lambda joint_reaction_lateral, joint_reaction_up: joint_reaction_lateral/(joint_reaction_lateral**2 + joint_reaction_up**2),
    },
    'joint_reaction_angle_femur': {
        'joint_reaction_angle': lambda joint_reaction_angle, thigh_inclination: 1,
        'thigh_inclination': lambda joint_reaction_angle, thigh_inclination: 1,
    },
    'joint_reaction_bw': {
        'joint_reaction': lambda joint_reaction, body_weight: body_weight**(-1.0),
        'body_weight': lambda joint_reaction, body_weight: -joint_reaction/body_weight**2,
    },
    'joint_reaction_lateral': {
        'abductor_force': lambda abductor_force, abductor_line_angle, supported_mass, carried_mass, lateral_acceleration: sin(abductor_line_angle),
        'abductor_line_angle': lambda abductor_force, abductor_line_angle, supported_mass, carried_mass, lateral_acceleration: abductor_force*cos(abductor_line_angle),
        'supported_mass': lambda abductor_force, abductor_line_angle, supported_mass, carried_mass, lateral_acceleration: -lateral_acceleration,
        'carried_mass': lambda abductor_force, abductor_line_angle, supported_mass, carried_mass, lateral_acceleration: -lateral_acceleration,
        'lateral_acceleration': lambda abductor_force, abductor_line_angle, supported_mass, carried_mass, lateral_acceleration: -carried_mass - supported_mass,
    },
    'joint_reaction_up': {
        'supported_weight': lambda supported_weight, abductor_force, abductor_line_angle, cane_force: -1,
        'abductor_force': lambda supported_weight, abductor_force, abductor_line_angle, cane_force: -cos(abductor_line_angle),
        'abductor_line_angle': lambda supported_weight, abductor_force, abductor_line_angle, cane_force: abductor_force*sin(abductor_line_angle),
        'cane_force': lambda supported_weight, abductor_force, abductor_line_angle, cane_force: 1,
    },
    'leg_com_depth': {
        'leg_com_ratio': lambda leg_com_ratio, leg_length: leg_length,
        'leg_length': lambda leg_com_ratio, leg_length: leg_com_ratio,
    },
    'leg_inertia': {
        'leg_mass': lambda leg_mass, leg_gyration_ratio, leg_length: leg_gyration_ratio**2*leg_length**2,
        'leg_gyration_ratio': lambda leg_mass, leg_gyration_ratio, leg_length: 2*leg_gyration_ratio*leg_length**2*leg_mass,
        'leg_length': lambda leg_mass, leg_gyration_ratio, leg_length: 2*leg_gyration_ratio**2*leg_length*leg_mass,
    },
    'leg_length': {
        'hip_height_ratio': lambda hip_height_ratio, ankle_height_ratio, stature: stature,
        'ankle_height_ratio': lambda hip_height_ratio, ankle_height_ratio, stature: -stature,
        'stature': lambda hip_height_ratio, ankle_height_ratio, stature: -ankle_height_ratio + hip_height_ratio,
    },
    'leg_mass': {
        'leg_share': lambda leg_share, body_mass: body_mass,
        'body_mass': lambda leg_share, body_mass: leg_share,
    },
    'lever_gain': {
        'abductor_arm': lambda abductor_arm, reference_abductor_arm: heaviside(abductor_arm/reference_abductor_arm, 0)/reference_abductor_arm,
        'reference_abductor_arm': lambda abductor_arm, reference_abductor_arm: -abductor_arm*heaviside(abductor_arm/reference_abductor_arm, 0)/reference_abductor_arm**2,
    },
    'lever_moment': {
        'supported_weight': lambda supported_weight, body_weight_arm: body_weight_arm,
        'body_weight_arm': lambda supported_weight, body_weight_arm: supported_weight,
    },
    'lever_supported_weight': {
        'supported_weight_bw': lambda supported_weight_bw, body_weight: body_weight,
        'body_weight': lambda supported_weight_bw, body_weight: supported_weight_bw,
    },
    'linear_length_gain': {
        'stretch_gain': lambda stretch_gain, abductor_stretch: abductor_stretch*heaviside(abductor_stretch*stretch_gain + 1, 0),
        'abductor_stretch': lambda stretch_gain, abductor_stretch: stretch_gain*heaviside(abductor_stretch*stretch_gain + 1, 0),
    },
    'lumbosacral_arm': {
        'half_hip_distance': lambda half_hip_distance, lumbosacral_height, pelvic_drop: cos(pelvic_drop),
        'lumbosacral_height': lambda half_hip_distance, lumbosacral_height, pelvic_drop: sin(pelvic_drop),
        'pelvic_drop': lambda half_hip_distance, lumbosacral_height, pelvic_drop: -half_hip_distance*sin(pelvic_drop) + lumbosacral_height*cos(pelvic_drop),
    },
    'lumbosacral_height': {
        'lumbosacral_ratio': lambda lumbosacral_ratio, stature: stature,
        'stature': lambda lumbosacral_ratio, stature: lumbosacral_ratio,
    },
    'muscle_strength': {
        'gluteal_share': lambda gluteal_share, gluteal_strength, tfl_share, tfl_strength: gluteal_strength - 1,
        'gluteal_strength': lambda gluteal_share, gluteal_strength, tfl_share, tfl_strength: gluteal_share,
        'tfl_share': lambda gluteal_share, gluteal_strength, tfl_share, tfl_strength: tfl_strength - 1,
        'tfl_strength': lambda gluteal_share, gluteal_strength, tfl_share, tfl_strength: tfl_share,
    },
    'origin_lateral': {
        'abductor_origin_lateral': lambda abductor_origin_lateral, abductor_origin_up, pelvic_drop: cos(pelvic_drop),
        'abductor_origin_up': lambda abductor_origin_lateral, abductor_origin_up, pelvic_drop: -sin(pelvic_drop),
        'pelvic_drop': lambda abductor_origin_lateral, abductor_origin_up, pelvic_drop: -abductor_origin_lateral*sin(pelvic_drop) - abductor_origin_up*cos(pelvic_drop),
    },
    'origin_up': {
        'abductor_origin_lateral': lambda abductor_origin_lateral, abductor_origin_up, pelvic_drop: sin(pelvic_drop),
        'abductor_origin_up': lambda abductor_origin_lateral, abductor_origin_up, pelvic_drop: cos(pelvic_drop),
        'pelvic_drop': lambda abductor_origin_lateral, abductor_origin_up, pelvic_drop: abductor_origin_lateral*cos(pelvic_drop) - abductor_origin_up*sin(pelvic_drop),
    },
    'passive_moment': {
        'passive_stiffness': lambda passive_stiffness, pelvic_drop: maximum(pelvic_drop, 0),
        'pelvic_drop': lambda passive_stiffness, pelvic_drop: passive_stiffness*heaviside(pelvic_drop, 0),
    },
    'pelvis_com_arm': {
        'half_hip_distance': lambda half_hip_distance, pelvis_com_height, pelvic_drop: cos(pelvic_drop),
        'pelvis_com_height': lambda half_hip_distance, pelvis_com_height, pelvic_drop: sin(pelvic_drop),
        'pelvic_drop': lambda half_hip_distance, pelvis_com_height, pelvic_drop: -half_hip_distance*sin(pelvic_drop) + pelvis_com_height*cos(pelvic_drop),
    },
    'pelvis_com_height': {
        'pelvis_com_ratio': lambda pelvis_com_ratio, stature: stature,
        'stature': lambda pelvis_com_ratio, stature: pelvis_com_ratio,
    },
    'pelvis_follows': {
    },
    'pelvis_mass': {
        'pelvis_share': lambda pelvis_share, body_mass: body_mass,
        'body_mass': lambda pelvis_share, body_mass: pelvis_share,
    },
    'pelvis_shares': {
        'step_width': lambda step_width, reference_step_width, trunk_share: (1/2)*trunk_share,
        'reference_step_width': lambda step_width, reference_step_width, trunk_share: -1/2*trunk_share,
        'trunk_share': lambda step_width, reference_step_width, trunk_share: -1/2*reference_step_width + (1/2)*step_width,
    },
    'pelvis_stays': {
        'step_width': lambda step_width, reference_step_width: 1/2,
        'reference_step_width': lambda step_width, reference_step_width: -1/2,
    },
    'pendulum_falls': {
        'balancing_weight': lambda balancing_weight, foot_shift, pendulum_moment: -foot_shift/pendulum_moment,
        'foot_shift': lambda balancing_weight, foot_shift, pendulum_moment: -balancing_weight/pendulum_moment,
        'pendulum_moment': lambda balancing_weight, foot_shift, pendulum_moment: balancing_weight*foot_shift/pendulum_moment**2,
    },
    'pendulum_moment': {
        'supported_mass': lambda supported_mass, supported_com_up, hip_height, carried_mass, leg_mass, leg_com_depth, leg_inertia: hip_height + supported_com_up,
        'supported_com_up': lambda supported_mass, supported_com_up, hip_height, carried_mass, leg_mass, leg_com_depth, leg_inertia: supported_mass,
        'hip_height': lambda supported_mass, supported_com_up, hip_height, carried_mass, leg_mass, leg_com_depth, leg_inertia: carried_mass + supported_mass + leg_mass*(2*hip_height - 2*leg_com_depth)/hip_height - (leg_inertia + leg_mass*(hip_height - leg_com_depth)**2)/hip_height**2,
        'carried_mass': lambda supported_mass, supported_com_up, hip_height, carried_mass, leg_mass, leg_com_depth, leg_inertia: hip_height,
        'leg_mass': lambda supported_mass, supported_com_up, hip_height, carried_mass, leg_mass, leg_com_depth, leg_inertia: (hip_height - leg_com_depth)**2/hip_height,
        'leg_com_depth': lambda supported_mass, supported_com_up, hip_height, carried_mass, leg_mass, leg_com_depth, leg_inertia: leg_mass*(-2*hip_height + 2*leg_com_depth)/hip_height,
        'leg_inertia': lambda supported_mass, supported_com_up, hip_height, carried_mass, leg_mass, leg_com_depth, leg_inertia: hip_height**(-1.0),
    },
    'pendulum_rate': {
        'gravity': lambda gravity, balancing_mass, cane_force, pendulum_moment: (1/2)*balancing_mass*sqrt((balancing_mass*gravity - cane_force)/pendulum_moment)/(balancing_mass*gravity - cane_force),
        'balancing_mass': lambda gravity, balancing_mass, cane_force, pendulum_moment: (1/2)*gravity*sqrt((balancing_mass*gravity - cane_force)/pendulum_moment)/(balancing_mass*gravity - cane_force),
        'cane_force': lambda gravity, balancing_mass, cane_force, pendulum_moment: -1/2*sqrt((balancing_mass*gravity - cane_force)/pendulum_moment)/(balancing_mass*gravity - cane_force),
        'pendulum_moment': lambda gravity, balancing_mass, cane_force, pendulum_moment: -1/2*sqrt((balancing_mass*gravity - cane_force)/pendulum_moment)/pendulum_moment,
    },
    'pendulum_swings': {
        'step_width': lambda step_width, half_hip_distance, pelvic_drop, standing_foot_arm, pendulum_rate, step_time: (1/2)/cosh((1/2)*pendulum_rate*step_time),
        'half_hip_distance': lambda step_width, half_hip_distance, pelvic_drop, standing_foot_arm, pendulum_rate, step_time: -cos(pelvic_drop)/cosh((1/2)*pendulum_rate*step_time),
        'pelvic_drop': lambda step_width, half_hip_distance, pelvic_drop, standing_foot_arm, pendulum_rate, step_time: half_hip_distance*sin(pelvic_drop)/cosh((1/2)*pendulum_rate*step_time),
        'standing_foot_arm': lambda step_width, half_hip_distance, pelvic_drop, standing_foot_arm, pendulum_rate, step_time: cosh((1/2)*pendulum_rate*step_time)**(-1.0),
        'pendulum_rate': lambda step_width, half_hip_distance, pelvic_drop, standing_foot_arm, pendulum_rate, step_time: -1/2*step_time*(-half_hip_distance*cos(pelvic_drop) + standing_foot_arm + (1/2)*step_width)*sinh((1/2)*pendulum_rate*step_time)/cosh((1/2)*pendulum_rate*step_time)**2,
        'step_time': lambda step_width, half_hip_distance, pelvic_drop, standing_foot_arm, pendulum_rate, step_time: -1/2*pendulum_rate*(-half_hip_distance*cos(pelvic_drop) + standing_foot_arm + (1/2)*step_width)*sinh((1/2)*pendulum_rate*step_time)/cosh((1/2)*pendulum_rate*step_time)**2,
    },
    'reference_abductor_length': {
        'abductor_origin_lateral': lambda abductor_origin_lateral, abductor_origin_up, reference_insertion_lateral, reference_insertion_up: (abductor_origin_lateral - reference_insertion_lateral)/sqrt((-abductor_origin_lateral + reference_insertion_lateral)**2 + (abductor_origin_up - reference_insertion_up)**2),
        'abductor_origin_up': lambda abductor_origin_lateral, abductor_origin_up, reference_insertion_lateral, reference_insertion_up: (abductor_origin_up - reference_insertion_up)/sqrt((-abductor_origin_lateral + reference_insertion_lateral)**2 + (abductor_origin_up - reference_insertion_up)**2),
        'reference_insertion_lateral': lambda abductor_origin_lateral, abductor_origin_up, reference_insertion_lateral, reference_insertion_up: (-abductor_origin_lateral + reference_insertion_lateral)/sqrt((-abductor_origin_lateral + reference_insertion_lateral)**2 + (abductor_origin_up - reference_insertion_up)**2),
        'reference_insertion_up': lambda abductor_origin_lateral, abductor_origin_up, reference_insertion_lateral, reference_insertion_up: (-abductor_origin_up + reference_insertion_up)/sqrt((-abductor_origin_lateral + reference_insertion_lateral)**2 + (abductor_origin_up - reference_insertion_up)**2),
    },
    'resting_moment': {
        'standing_moment': lambda standing_moment, trunk_transfer: 1,
        'trunk_transfer': lambda standing_moment, trunk_transfer: -1,
    },
    'standing_foot_arm': {
        'standing_moment': lambda standing_moment, balancing_weight: balancing_weight**(-1.0),
        'balancing_weight': lambda standing_moment, balancing_weight: -standing_moment/balancing_weight**2,
    },
    'standing_moment': {
        'load_factor': lambda load_factor, gravity, pelvis_mass, pelvis_com_arm, trunk_mass, given_trunk_arm, leg_mass, swing_leg_arm, carried_mass, carried_arm, cane_force, cane_arm: gravity*(carried_arm*carried_mass + given_trunk_arm*trunk_mass + leg_mass*swing_leg_arm + pelvis_com_arm*pelvis_mass),
        'gravity': lambda load_factor, gravity, pelvis_mass, pelvis_com_arm, trunk_mass, given_trunk_arm, leg_mass, swing_leg_arm, carried_mass, carried_arm, cane_force, cane_arm: load_factor*(carried_arm*carried_mass + given_trunk_arm*trunk_mass + leg_mass*swing_leg_arm + pelvis_com_arm*pelvis_mass),
        'pelvis_mass': lambda load_factor, gravity, pelvis_mass, pelvis_com_arm, trunk_mass, given_trunk_arm, leg_mass, swing_leg_arm, carried_mass, carried_arm, cane_force, cane_arm: gravity*load_factor*pelvis_com_arm,
        'pelvis_com_arm': lambda load_factor, gravity, pelvis_mass, pelvis_com_arm, trunk_mass, given_trunk_arm, leg_mass, swing_leg_arm, carried_mass, carried_arm, cane_force, cane_arm: gravity*load_factor*pelvis_mass,
        'trunk_mass': lambda load_factor, gravity, pelvis_mass, pelvis_com_arm, trunk_mass, given_trunk_arm, leg_mass, swing_leg_arm, carried_mass, carried_arm, cane_force, cane_arm: given_trunk_arm*gravity*load_factor,
        'given_trunk_arm': lambda load_factor, gravity, pelvis_mass, pelvis_com_arm, trunk_mass, given_trunk_arm, leg_mass, swing_leg_arm, carried_mass, carried_arm, cane_force, cane_arm: gravity*load_factor*trunk_mass,
        'leg_mass': lambda load_factor, gravity, pelvis_mass, pelvis_com_arm, trunk_mass, given_trunk_arm, leg_mass, swing_leg_arm, carried_mass, carried_arm, cane_force, cane_arm: gravity*load_factor*swing_leg_arm,
        'swing_leg_arm': lambda load_factor, gravity, pelvis_mass, pelvis_com_arm, trunk_mass, given_trunk_arm, leg_mass, swing_leg_arm, carried_mass, carried_arm, cane_force, cane_arm: gravity*leg_mass*load_factor,
        'carried_mass': lambda load_factor, gravity, pelvis_mass, pelvis_com_arm, trunk_mass, given_trunk_arm, leg_mass, swing_leg_arm, carried_mass, carried_arm, cane_force, cane_arm: carried_arm*gravity*load_factor,
        'carried_arm': lambda load_factor, gravity, pelvis_mass, pelvis_com_arm, trunk_mass, given_trunk_arm, leg_mass, swing_leg_arm, carried_mass, carried_arm, cane_force, cane_arm: carried_mass*gravity*load_factor,
        'cane_force': lambda load_factor, gravity, pelvis_mass, pelvis_com_arm, trunk_mass, given_trunk_arm, leg_mass, swing_leg_arm, carried_mass, carried_arm, cane_force, cane_arm: -cane_arm,
        'cane_arm': lambda load_factor, gravity, pelvis_mass, pelvis_com_arm, trunk_mass, given_trunk_arm, leg_mass, swing_leg_arm, carried_mass, carried_arm, cane_force, cane_arm: -cane_force,
    },
    'stands_still': {
    },
    'supported_com_up': {
        'pelvis_mass': lambda pelvis_mass, pelvis_com_height, trunk_mass, lumbosacral_height, trunk_com_length, trunk_inclination, leg_mass, leg_com_depth, half_hip_distance, pelvic_drop, supported_mass: (-half_hip_distance*sin(pelvic_drop) + pelvis_com_height*cos(pelvic_drop))/supported_mass,
        'pelvis_com_height': lambda pelvis_mass, pelvis_com_height, trunk_mass, lumbosacral_height, trunk_com_length, trunk_inclination, leg_mass, leg_com_depth, half_hip_distance, pelvic_drop, supported_mass: pelvis_mass*cos(pelvic_drop)/supported_mass,
        'trunk_mass': lambda pelvis_mass, pelvis_com_height, trunk_mass, lumbosacral_height, trunk_com_length, trunk_inclination, leg_mass, leg_com_depth, half_hip_distance, pelvic_drop, supported_mass: (-half_hip_distance*sin(pelvic_drop) + lumbosacral_height*cos(pelvic_drop) + trunk_com_length*cos(trunk_inclination))/supported_mass,
        'lumbosacral_height': lambda pelvis_mass, pelvis_com_height, trunk_mass, lumbosacral_height, trunk_com_length, trunk_inclination, leg_mass, leg_com_depth, half_hip_distance, pelvic_drop, supported_mass: trunk_mass*cos(pelvic_drop)/supported_mass,
        'trunk_com_length': lambda pelvis_mass, pelvis_com_height, trunk_mass, lumbosacral_height, trunk_com_length, trunk_inclination, leg_mass, leg_com_depth, half_hip_distance, pelvic_drop, supported_mass: trunk_mass*cos(trunk_inclination)/supported_mass,
        'trunk_inclination': lambda pelvis_mass, pelvis_com_height, trunk_mass, lumbosacral_height, trunk_com_length, trunk_inclination, leg_mass, leg_com_depth, half_hip_distance, pelvic_drop, supported_mass: -trunk_com_length*trunk_mass*sin(trunk_inclination)/supported_mass,
        'leg_mass': lambda pelvis_mass, pelvis_com_height, trunk_mass, lumbosacral_height, trunk_com_length, trunk_inclination, leg_mass, leg_com_depth, half_hip_distance, pelvic_drop, supported_mass: (-2*half_hip_distance*sin(pelvic_drop) - leg_com_depth)/supported_mass,
        'leg_com_depth': lambda pelvis_mass, pelvis_com_height, trunk_mass, lumbosacral_height, trunk_com_length, trunk_inclination, leg_mass, leg_com_depth, half_hip_distance, pelvic_drop, supported_mass: -leg_mass/supported_mass,
        'half_hip_distance': lambda pelvis_mass, pelvis_com_height, trunk_mass, lumbosacral_height, trunk_com_length, trunk_inclination, leg_mass, leg_com_depth, half_hip_distance, pelvic_drop, supported_mass: -(2*leg_mass + pelvis_mass + trunk_mass)*sin(pelvic_drop)/supported_mass,
        'pelvic_drop': lambda pelvis_mass, pelvis_com_height, trunk_mass, lumbosacral_height, trunk_com_length, trunk_inclination, leg_mass, leg_com_depth, half_hip_distance, pelvic_drop, supported_mass: (-half_hip_distance*(2*leg_mass + pelvis_mass + trunk_mass)*cos(pelvic_drop) - (lumbosacral_height*trunk_mass + pelvis_com_height*pelvis_mass)*sin(pelvic_drop))/supported_mass,
        'supported_mass': lambda pelvis_mass, pelvis_com_height, trunk_mass, lumbosacral_height, trunk_com_length, trunk_inclination, leg_mass, leg_com_depth, half_hip_distance, pelvic_drop, supported_mass: -(-half_hip_distance*(2*leg_mass + pelvis_mass + trunk_mass)*sin(pelvic_drop) - leg_com_depth*leg_mass + trunk_com_length*trunk_mass*cos(trunk_inclination) + (lumbosacral_height*trunk_mass + pelvis_com_height*pelvis_mass)*cos(pelvic_drop))/supported_mass**2,
    },
    'supported_mass': {
        'leg_share': lambda leg_share, body_mass: -body_mass,
        'body_mass': lambda leg_share, body_mass: 1 - leg_share,
    },
    'supported_weight': {
        'load_factor': lambda load_factor, gravity, supported_mass, carried_mass: gravity*(carried_mass + supported_mass),
        'gravity': lambda load_factor, gravity, supported_mass, carried_mass: load_factor*(carried_mass + supported_mass),
        'supported_mass': lambda load_factor, gravity, supported_mass, carried_mass: gravity*load_factor,
        'carried_mass': lambda load_factor, gravity, supported_mass, carried_mass: gravity*load_factor,
    },
    'swaying_moment': {
        'standing_moment': lambda standing_moment, supported_mass, supported_com_up, lateral_acceleration: 1,
        'supported_mass': lambda standing_moment, supported_mass, supported_com_up, lateral_acceleration: lateral_acceleration*supported_com_up,
        'supported_com_up': lambda standing_moment, supported_mass, supported_com_up, lateral_acceleration: lateral_acceleration*supported_mass,
        'lateral_acceleration': lambda standing_moment, supported_mass, supported_com_up, lateral_acceleration: supported_com_up*supported_mass,
    },
    'swing_leg_arm': {
        'half_hip_distance': lambda half_hip_distance, pelvic_drop: 2*cos(pelvic_drop),
        'pelvic_drop': lambda half_hip_distance, pelvic_drop: -2*half_hip_distance*sin(pelvic_drop),
    },
    'thigh_inclination': {
        'foot_arm': lambda foot_arm, hip_height: 1/(hip_height*sqrt(-foot_arm**2/hip_height**2 + 1)),
        'hip_height': lambda foot_arm, hip_height: -foot_arm/(hip_height**2*sqrt(-foot_arm**2/hip_height**2 + 1)),
    },
    'trunk_com_arm': {
        'lumbosacral_arm': lambda lumbosacral_arm, trunk_com_length, trunk_sine: 1,
        'trunk_com_length': lambda lumbosacral_arm, trunk_com_length, trunk_sine: -trunk_sine,
        'trunk_sine': lambda lumbosacral_arm, trunk_com_length, trunk_sine: -trunk_com_length,
    },
    'trunk_com_length': {
        'trunk_com_ratio': lambda trunk_com_ratio, stature: stature,
        'stature': lambda trunk_com_ratio, stature: trunk_com_ratio,
    },
    'trunk_inclination': {
        'trunk_sine': lambda trunk_sine: 1/sqrt(1 - trunk_sine**2),
    },
    'trunk_leans': {
        'balancing_weight': lambda balancing_weight, foot_shift: foot_shift,
        'foot_shift': lambda balancing_weight, foot_shift: balancing_weight,
    },
    'trunk_mass': {
        'supported_mass': lambda supported_mass, leg_mass, pelvis_mass: 1,
        'leg_mass': lambda supported_mass, leg_mass, pelvis_mass: -1,
        'pelvis_mass': lambda supported_mass, leg_mass, pelvis_mass: -1,
    },
    'trunk_rests': {
    },
    'trunk_sine': {
        'given_trunk_sine': lambda given_trunk_sine, trunk_transfer, load_factor, gravity, trunk_mass, trunk_com_length: 1,
        'trunk_transfer': lambda given_trunk_sine, trunk_transfer, load_factor, gravity, trunk_mass, trunk_com_length: 1/(gravity*load_factor*trunk_com_length*trunk_mass),
        'load_factor': lambda given_trunk_sine, trunk_transfer, load_factor, gravity, trunk_mass, trunk_com_length: -trunk_transfer/(gravity*load_factor**2*trunk_com_length*trunk_mass),
        'gravity': lambda given_trunk_sine, trunk_transfer, load_factor, gravity, trunk_mass, trunk_com_length: -trunk_transfer/(gravity**2*load_factor*trunk_com_length*trunk_mass),
        'trunk_mass': lambda given_trunk_sine, trunk_transfer, load_factor, gravity, trunk_mass, trunk_com_length: -trunk_transfer/(gravity*load_factor*trunk_com_length*trunk_mass**2),
        'trunk_com_length': lambda given_trunk_sine, trunk_transfer, load_factor, gravity, trunk_mass, trunk_com_length: -trunk_transfer/(gravity*load_factor*trunk_com_length**2*trunk_mass),
    },
    'turned_tip_lateral': {
        'trochanter_rise': lambda trochanter_rise, trochanter_lateral, neck_length, neck_shaft_angle, reference_neck_shaft_angle: sin(neck_shaft_angle - reference_neck_shaft_angle),
        'trochanter_lateral': lambda trochanter_rise, trochanter_lateral, neck_length, neck_shaft_angle, reference_neck_shaft_angle: cos(neck_shaft_angle - reference_neck_shaft_angle),
        'neck_length': lambda trochanter_rise, trochanter_lateral, neck_length, neck_shaft_angle, reference_neck_shaft_angle: sin(reference_neck_shaft_angle)*cos(neck_shaft_angle - reference_neck_shaft_angle),
        'neck_shaft_angle': lambda trochanter_rise, trochanter_lateral, neck_length, neck_shaft_angle, reference_neck_shaft_angle: trochanter_rise*cos(neck_shaft_angle - reference_neck_shaft_angle) - (neck_length*sin(reference_neck_shaft_angle) + trochanter_lateral)*sin(neck_shaft_angle - reference_neck_shaft_angle),
        'reference_neck_shaft_angle': lambda trochanter_rise, trochanter_lateral, neck_length, neck_shaft_angle, reference_neck_shaft_angle: neck_length*cos(reference_neck_shaft_angle)*cos(neck_shaft_angle - reference_neck_shaft_angle) - trochanter_rise*cos(neck_shaft_angle - reference_neck_shaft_angle) + (neck_length*sin(reference_neck_shaft_angle) + trochanter_lateral)*sin(neck_shaft_angle - reference_neck_shaft_angle),
    },
    'turned_tip_up': {
        'trochanter_rise': lambda trochanter_rise, trochanter_lateral, neck_length, neck_shaft_angle, reference_neck_shaft_angle: cos(neck_shaft_angle - reference_neck_shaft_angle),
        'trochanter_lateral': lambda trochanter_rise, trochanter_lateral, neck_length, neck_shaft_angle, reference_neck_shaft_angle: -sin(neck_shaft_angle - reference_neck_shaft_angle),
        'neck_length': lambda trochanter_rise, trochanter_lateral, neck_length, neck_shaft_angle, reference_neck_shaft_angle: -sin(reference_neck_shaft_angle)*sin(neck_shaft_angle - reference_neck_shaft_angle),
        'neck_shaft_angle': lambda trochanter_rise, trochanter_lateral, neck_length, neck_shaft_angle, reference_neck_shaft_angle: -trochanter_rise*sin(neck_shaft_angle - reference_neck_shaft_angle) - (neck_length*sin(reference_neck_shaft_angle) + trochanter_lateral)*cos(neck_shaft_angle - reference_neck_shaft_angle),
        'reference_neck_shaft_angle': lambda trochanter_rise, trochanter_lateral, neck_length, neck_shaft_angle, reference_neck_shaft_angle: -neck_length*sin(neck_shaft_angle - reference_neck_shaft_angle)*cos(reference_neck_shaft_angle) + trochanter_rise*sin(neck_shaft_angle - reference_neck_shaft_angle) + (neck_length*sin(reference_neck_shaft_angle) + trochanter_lateral)*cos(neck_shaft_angle - reference_neck_shaft_angle),
    },
    'upright_trunk_sine': {
        'trunk_lean': lambda trunk_lean, counter_shift, trunk_com_length: cos(trunk_lean),
        'counter_shift': lambda trunk_lean, counter_shift, trunk_com_length: trunk_com_length**(-1.0),
        'trunk_com_length': lambda trunk_lean, counter_shift, trunk_com_length: -counter_shift/trunk_com_length**2,
    },
    'utilisation': {
        'abductor_moment': lambda abductor_moment, passive_moment, abductor_capacity: heaviside(abductor_moment - passive_moment, 0)/abductor_capacity,
        'passive_moment': lambda abductor_moment, passive_moment, abductor_capacity: -heaviside(abductor_moment - passive_moment, 0)/abductor_capacity,
        'abductor_capacity': lambda abductor_moment, passive_moment, abductor_capacity: -maximum(abductor_moment - passive_moment, 0)/abductor_capacity**2,
    },
}
